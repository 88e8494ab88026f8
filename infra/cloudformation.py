"""The few intrinsic functions of CloudFormation that the templates use."""

from typing import Any

Resource = dict[str, Any]
Resources = dict[str, Resource]


def resource(kind: str, *, keeps: bool = False, after: str | None = None, **properties: Any) -> Resource:
    """Return a resource; one that `keeps` outlives its stack, one `after` another waits for it."""
    lasting = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"} if keeps else {}
    waiting = {"DependsOn": after} if after else {}
    return {"Type": f"AWS::{kind}", **lasting, **waiting, "Properties": properties}


def ref(name: str) -> dict[str, str]:
    """Return what names a resource or holds a parameter's value."""
    return {"Ref": name}


def attribute(name: str, of: str) -> dict[str, list[str]]:
    """Return an attribute of a resource."""
    return {"Fn::GetAtt": [of, name]}


def sub(text: str) -> dict[str, str]:
    """Return a text with `${Name}` and `${Name.Attribute}` in it."""
    return {"Fn::Sub": text}
