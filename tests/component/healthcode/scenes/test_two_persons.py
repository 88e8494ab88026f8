"""Whatever the endpoints of places are sent, nothing that needs a second person counts without one (H3)."""

from functions.healthcode.facts import NEEDS_SECOND
from functions.healthcode.tables import FactItem, Proposal
from layers.call import Declaration
from layers.principals import Kind
from tests.component.test_permissions import admitted
from tests.examples import ENDPOINTS, EXAMPLES, each, request, sender
from tests.world import World

PLACES = {"health gates", "health forms", "health laboratories", "health tracing"}
OTHERS = {"health code", "health places", "organisations", "clues", "exchange", "certificates from abroad"}
CHANGING = [each for each in ENDPOINTS if each.method != "GET"]
AT_WORK = [each for each in CHANGING if each.tag in PLACES]
ELSEWHERE = [each for each in CHANGING if each.tag in OTHERS]

COUNTED = FactItem.sk.startswith("FACT#") & FactItem.kind.is_in(*NEEDS_SECOND)


def test_h3_places_propose_what_makes_red_or_releases_and_never_state_it(city: World) -> None:
    proposed: set[str] = set()
    for endpoint in AT_WORK:
        city.undo()
        example = EXAMPLES[endpoint.name](city)
        is_public = endpoint.access.kind is Kind.PUBLIC
        client = city.nobody if is_public else city.signed_in(sender(endpoint, example, city))

        answer = request(endpoint, example, client)

        assert answer.status == endpoint.status, answer.body
        assert list(FactItem.scan(COUNTED)) == [], endpoint.name
        proposed |= {
            item.kind for item in Proposal.scan((Proposal.sk == "PROPOSAL") & (Proposal.source != "staff"))
        }

    assert proposed == {"ISOLATED", "RELEASED", "SUSPECTED"}


@each(ELSEWHERE)
def test_h3_nothing_else_makes_a_fact_count_on_one_persons_word(city: World, endpoint: Declaration) -> None:
    example = EXAMPLES[endpoint.name](city)

    answer = request(endpoint, example, admitted(city, endpoint, example))

    assert answer.status == endpoint.status, answer.body
    facts = list(FactItem.scan(COUNTED))
    assert [item.sk for item in facts if item.approver in {"", item.recorder}] == []
