"""A border that people cross: another region beside the suite, with which it exchanges health codes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from functions.admin import service as admin
from functions.admin import sign_in
from functions.admin.schemas import SignIn
from functions.healthcode.scenes import results
from functions.healthcode.scenes.kinds import PlaceKind
from functions.healthcode.scenes.results import Sample
from layers import clock, policy
from layers.changes import apply
from layers.settings import settings
from local import children, demo, exchange, parts, resources
from local.clock import FileClock
from local.engines import EngineName, running
from local.exchange import Site
from local.sides import GUANGDONG, MACAU, Side
from tests import factories, health, memory, posts
from tests.browser.suite import Suite, variables
from tests.browser.travellers import Traveller, declared, settled
from tests.browser.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Border:
    """Both sides: the suite as Guangdong, and Macau, an instance of its own."""

    guangdong: Suite
    macau: Suite

    def open(self) -> None:
        """Let both live at the same time, and each have the keys that the other has now."""
        self.macau.clock.set_to(self.guangdong.clock())
        here, there = Site(GUANGDONG, self.guangdong.port), Site(MACAU, self.macau.port)
        exchange.link(here, there)
        exchange.link(there, here)


@contextmanager
def inside(suite: Suite) -> Iterator[None]:
    """Let this process see what an instance keeps."""
    with memory.surroundings(variables(suite.engine, suite.port)):
        yield


@contextmanager
def beside(suite: Suite) -> Iterator[Border]:
    """Run the other side until the block ends."""
    with ExitStack() as stack:
        engine = replace(stack.enter_context(running(EngineName.MINISTACK)), stage=MACAU.id)
        macau = Suite(engine, children.free_port(), FileClock(engine.state.clock))
        macau.clock.set_to(suite.clock())
        with inside(macau):
            _found(MACAU)
            stack.enter_context(parts.gateway(engine, macau.port, workers=1))
            stack.enter_context(parts.pump(engine))
        yield Border(suite, macau)


def green(suite: Suite, reader: Visitor) -> tuple[Traveller, str]:
    """Return somebody with a green code and a negative result of yesterday, and their person's id."""
    with inside(suite):
        who = settled(suite, reader.words.language)
        person = declared(suite, who)
        results.deliver(posts.keeper(PlaceKind.LAB), [_negative(who)], clock.now())
    return who, person


def solve_captcha(visitor: Visitor) -> None:
    """Type what the image shows, on whichever side it is."""
    with inside(visitor.suite):
        visitor.solve_captcha()


def _found(side: Side) -> None:
    """Make a city of a side: an administrator, districts, streets, and what it is called."""
    resources.create(settings())
    admin.bootstrap(demo.ADMINISTRATOR, demo.PASSWORD, clock.now(), settled=True)
    token = sign_in.sign_in(SignIn(demo.ADMINISTRATOR, demo.PASSWORD), clock.now()).token
    root = factories.Client(factories.application()).signed(token)
    factories.districts(root, "futian", "nanshan")
    health.streets(root)
    values = {name: getattr(side.region, name) for name in side.region.__struct_fields__}
    apply(*policy.change("exchange_region", values, 0, "who this is", side.id))


def _negative(who: Traveller) -> Sample:
    return Sample(
        client=f"sample-{who.number}",
        sampled_at=clock.now() - timedelta(days=1),
        positive=False,
        visit="",
        nationality=who.nationality,
        document_type=who.document_type,
        number=who.number,
    )
