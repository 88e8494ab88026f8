"""What stands before the stack: CloudFront, its firewall, the bucket of the site; and the account's budget.

A stack of its own, because firewalls of CloudFront and budgets live in us-east-1.
"""

import json
from typing import Any

from infra import site
from infra.cloudformation import Resource, Resources, attribute, ref, resource, sub
from infra.data import only_encrypted, private_bucket
from infra.stages import Stage
from layers.serving import EDGE_PROOF, VIEWER

REGION = "us-east-1"

PARAMETERS: dict[str, dict[str, Any]] = {
    "ApiHost": {
        "Type": "String",
        "Description": "the API's host: RestAPIId.execute-api.REGION.amazonaws.com of the stack's outputs",
    },
    "ObjectsHost": {"Type": "String", "Description": "the objects bucket's host, from the stack's outputs"},
    "EdgeSecret": {
        "Type": "String",
        "NoEcho": True,
        "MinLength": 32,
        "Description": "the newest of the stack's EdgeSecret",
    },
    "DomainName": {"Type": "String", "Description": "where people find the site, as in example.org"},
    "CertificateArn": {"Type": "String", "Description": "the domain's certificate, in us-east-1"},
    "AlarmMail": {"Type": "String", "Description": "who is told of the budget"},
    "MonthlyBudget": {
        "Type": "Number",
        "Default": 500,
        "MinValue": 1,
        "Description": "US dollars a month, at 80 % of which AlarmMail is told",
    },
}
"""Parameters of the edge's stack, each with its row in docs/operations.md."""

DOORS = (
    "/v1/accounts",
    "/v1/captchas",
    "/v1/codes",
    "/v1/password-resets",
    "/v1/sessions",
    "/v1/staff/sessions",
)
"""Beginnings of the paths at which passwords, codes and captchas could be tried."""

RATE_WINDOW = 300
"""Seconds over which the firewall counts an address's requests."""

RATE_AT_ALL, RATE_AT_DOORS = 10_000, 600
"""Requests of one address in a window. Thousands of phones may share one, so these stop machines, not people;
who tries too often is stopped by the application, by account and document."""

API_PATHS = ("/v1/*", "/openapi.json", "/docs*")

# Managed by AWS, by their names: Managed-AllViewerExceptHostHeader, Managed-CachingOptimized.
_ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
_CACHED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
_NOT_CACHED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"

_PAGES = """\
var pages = %s;
function handler(event) {
  var request = event.request;
  var isFile = request.uri.split('/').pop().indexOf('.') >= 0;
  if (!isFile) { request.uri = '/' + (pages[request.uri.split('/')[1]] || '%s'); }
  return request;
}
"""
_SAY_WHO = """\
function handler(event) {
  event.request.headers['%s'] = { value: event.viewer.ip };
  return event.request;
}
"""
_TO_THE_BUCKET = """\
function handler(event) {
  event.request.uri = '/';
  return event.request;
}
"""


def template(stage: Stage) -> dict[str, Any]:
    """Return the template of a stage's edge."""
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": f"Waystation, {stage.name}: what stands before it",
        "Parameters": PARAMETERS,
        "Resources": {
            "Web": private_bucket(stage),
            "WebPolicy": only_encrypted("Web", _read_by_the_edge()),
            "WebAccess": _access(stage),
            "Firewall": _firewall(stage),
            **_functions(stage),
            "PageHeaders": _headers(stage),
            "ApiCaching": _caching(stage),
            "Edge": _distribution(stage),
            "Budget": _budget(stage),
        },
        "Outputs": {
            "EdgeHost": {"Value": attribute("DomainName", "Edge")},
            "EdgeId": {"Value": ref("Edge")},
            "WebName": {"Value": ref("Web")},
        },
    }


def _read_by_the_edge() -> dict[str, Any]:
    edge = sub("arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Edge}")
    return {
        "Sid": "OurEdgeReads",
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": "s3:GetObject",
        "Resource": sub("${Web.Arn}/*"),
        "Condition": {"StringEquals": {"AWS:SourceArn": edge}},
    }


def _access(stage: Stage) -> Resource:
    signing = {
        "Name": f"{stage.prefix}-web",
        "OriginAccessControlOriginType": "s3",
        "SigningBehavior": "always",
        "SigningProtocol": "sigv4",
    }
    return resource("CloudFront::OriginAccessControl", OriginAccessControlConfig=signing)


def _firewall(stage: Stage) -> Resource:
    known = {
        "ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": "AWSManagedRulesAmazonIpReputationList"}
    }
    rules = [
        _rule("known-attackers", 0, known, OverrideAction={"None": {}}),
        _rule("too-often", 1, _more_often_than(RATE_AT_ALL), Action=_too_many()),
        _rule(
            "too-often-at-doors",
            2,
            _more_often_than(RATE_AT_DOORS, ScopeDownStatement=_at_a_door()),
            Action=_too_many(),
        ),
    ]
    return resource(
        "WAFv2::WebACL",
        Name=f"{stage.prefix}-edge",
        Scope="CLOUDFRONT",
        DefaultAction={"Allow": {}},
        Rules=rules,
        VisibilityConfig=_seen_as(f"{stage.prefix}-edge"),
    )


def _rule(name: str, priority: int, statement: dict[str, Any], **action: Any) -> dict[str, Any]:
    said = {"Name": name, "Priority": priority, "Statement": statement, "VisibilityConfig": _seen_as(name)}
    return said | action


def _more_often_than(limit: int, **scope: Any) -> dict[str, Any]:
    counted = {"Limit": limit, "EvaluationWindowSec": RATE_WINDOW, "AggregateKeyType": "IP"}
    return {"RateBasedStatement": counted | scope}


def _at_a_door() -> dict[str, Any]:
    return {"OrStatement": {"Statements": [_begins_with(door) for door in DOORS]}}


def _begins_with(path: str) -> dict[str, Any]:
    return {
        "ByteMatchStatement": {
            "FieldToMatch": {"UriPath": {}},
            "PositionalConstraint": "STARTS_WITH",
            "SearchString": path,
            "TextTransformations": [{"Priority": 0, "Type": "URL_DECODE"}],
        }
    }


def _too_many() -> dict[str, Any]:
    wait = [{"Name": "Retry-After", "Value": str(RATE_WINDOW)}]
    return {"Block": {"CustomResponse": {"ResponseCode": 429, "ResponseHeaders": wait}}}


def _seen_as(name: str) -> dict[str, Any]:
    return {"MetricName": name, "CloudWatchMetricsEnabled": True, "SampledRequestsEnabled": False}


def _functions(stage: Stage) -> Resources:
    codes = {
        "FindPage": _PAGES % (json.dumps(dict(site.PAGES)), site.FIRST_PAGE),
        "SayWho": _SAY_WHO % VIEWER.lower(),
        "ToTheBucket": _TO_THE_BUCKET,
    }
    return {name: _function(f"{stage.prefix}-{name}", code) for name, code in codes.items()}


def _function(name: str, code: str) -> Resource:
    config = {"Comment": name, "Runtime": "cloudfront-js-2.0"}
    return resource(
        "CloudFront::Function", Name=name, AutoPublish=True, FunctionConfig=config, FunctionCode=code
    )


def _headers(stage: Stage) -> Resource:
    security = {
        "ContentSecurityPolicy": {"ContentSecurityPolicy": site.CONTENT_SECURITY, "Override": True},
        "ContentTypeOptions": {"Override": True},
        "ReferrerPolicy": {"ReferrerPolicy": site.REFERRER, "Override": True},
        "StrictTransportSecurity": {
            "AccessControlMaxAgeSec": 63072000,
            "IncludeSubdomains": True,
            "Override": True,
        },
    }
    config = {"Name": f"{stage.prefix}-pages", "SecurityHeadersConfig": security}
    return resource("CloudFront::ResponseHeadersPolicy", ResponseHeadersPolicyConfig=config)


def _caching(stage: Stage) -> Resource:
    # An answer is kept only where it says so itself, and those are the same for everybody.
    key = {
        "EnableAcceptEncodingBrotli": True,
        "EnableAcceptEncodingGzip": True,
        "CookiesConfig": {"CookieBehavior": "none"},
        "HeadersConfig": {"HeaderBehavior": "whitelist", "Headers": ["Accept-Language"]},
        "QueryStringsConfig": {"QueryStringBehavior": "all"},
    }
    config = {
        "Name": f"{stage.prefix}-api",
        "MinTTL": 0,
        "DefaultTTL": 0,
        "MaxTTL": 31536000,
        "ParametersInCacheKeyAndForwardedToOrigin": key,
    }
    return resource("CloudFront::CachePolicy", CachePolicyConfig=config)


def _distribution(stage: Stage) -> Resource:
    config = {
        "Enabled": True,
        "Aliases": [ref("DomainName")],
        "HttpVersion": "http2and3",
        "IPV6Enabled": True,
        "PriceClass": "PriceClass_200",
        "DefaultRootObject": site.FIRST_PAGE,
        "WebACLId": attribute("Arn", "Firewall"),
        "ViewerCertificate": {
            "AcmCertificateArn": ref("CertificateArn"),
            "MinimumProtocolVersion": "TLSv1.2_2021",
            "SslSupportMethod": "sni-only",
        },
        "Origins": _origins(stage),
        "DefaultCacheBehavior": _pages(),
        "CacheBehaviors": [*map(_api, API_PATHS), _uploads()],
    }
    return resource("CloudFront::Distribution", DistributionConfig=config)


def _origins(stage: Stage) -> list[dict[str, Any]]:
    proof = {"HeaderName": EDGE_PROOF, "HeaderValue": ref("EdgeSecret")}
    encrypted = {"OriginProtocolPolicy": "https-only", "OriginSSLProtocols": ["TLSv1.2"]}
    return [
        {
            "Id": "web",
            "DomainName": attribute("RegionalDomainName", "Web"),
            "OriginAccessControlId": ref("WebAccess"),
            "S3OriginConfig": {"OriginAccessIdentity": ""},
        },
        {
            "Id": "api",
            "DomainName": ref("ApiHost"),
            "OriginPath": f"/{stage.name}",
            "CustomOriginConfig": encrypted,
            "OriginCustomHeaders": [proof],
        },
        # What may be stored there a form's own signature says, so that the edge signs nothing.
        {"Id": "objects", "DomainName": ref("ObjectsHost"), "CustomOriginConfig": encrypted},
    ]


def _pages() -> dict[str, Any]:
    return {
        "TargetOriginId": "web",
        "ViewerProtocolPolicy": "redirect-to-https",
        "AllowedMethods": ["GET", "HEAD"],
        "Compress": True,
        "CachePolicyId": _CACHED,
        "ResponseHeadersPolicyId": ref("PageHeaders"),
        "FunctionAssociations": [_when_asked("FindPage")],
    }


def _api(path: str) -> dict[str, Any]:
    return {
        "PathPattern": path,
        "TargetOriginId": "api",
        "ViewerProtocolPolicy": "https-only",
        "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
        "Compress": True,
        "CachePolicyId": ref("ApiCaching"),
        "OriginRequestPolicyId": _ALL_BUT_HOST,
        "FunctionAssociations": [_when_asked("SayWho")],
    }


def _uploads() -> dict[str, Any]:
    return {
        "PathPattern": site.UPLOADS,
        "TargetOriginId": "objects",
        "ViewerProtocolPolicy": "https-only",
        "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
        "CachePolicyId": _NOT_CACHED,
        "FunctionAssociations": [_when_asked("ToTheBucket")],
    }


def _when_asked(function: str) -> dict[str, Any]:
    return {"EventType": "viewer-request", "FunctionARN": attribute("FunctionMetadata.FunctionARN", function)}


def _budget(stage: Stage) -> Resource:
    told = [{"SubscriptionType": "EMAIL", "Address": ref("AlarmMail")}]
    notices = [
        {
            "Notification": {
                "NotificationType": kind,
                "ComparisonOperator": "GREATER_THAN",
                "Threshold": share,
            },
            "Subscribers": told,
        }
        for kind, share in (("ACTUAL", 80), ("FORECASTED", 100))
    ]
    budget = {
        "BudgetName": stage.prefix,
        "BudgetType": "COST",
        "TimeUnit": "MONTHLY",
        "BudgetLimit": {"Amount": ref("MonthlyBudget"), "Unit": "USD"},
    }
    return resource("Budgets::Budget", Budget=budget, NotificationsWithSubscribers=notices)
