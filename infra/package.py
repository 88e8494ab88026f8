"""Make the release: the template of the stack and of its edge, the layer and the code.

    python -m infra.package [--stage dev] [--architecture arm64] [--into .cache/release/dev]

Chalice makes the template of the application; ours is merged into it. Both archives are our own, because
Chalice would ship them without bytecode, with every service that botocore knows, and never twice the same.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chalice.cli.factory import CLIFactory
from chalice.config import Config
from chalice.deploy.appgraph import ApplicationGraphBuilder, DependencyBuilder
from chalice.deploy.deployer import (
    BuildStage,
    InjectDefaults,
    ManagedLayerDeploymentPackager,
    PolicyGenerator,
    SwaggerBuilder,
)
from chalice.deploy.packager import BaseLambdaDeploymentPackager
from chalice.deploy.swagger import CFNSwaggerGenerator
from chalice.package import (
    AppPackager,
    CompositePostProcessor,
    JSONTemplateSerializer,
    PackageOptions,
    ResourceBuilder,
    SAMCodeLocationPostProcessor,
    SAMTemplateGenerator,
    TemplateDeepMerger,
    TemplatePostProcessor,
)
from chalice.policy import AppPolicyGenerator
from chalice.utils import OSUtils

from infra import bundle, edge, stack
from infra.bundle import ROOT
from infra.stages import STAGES, Stage

TEMPLATE, EDGE_TEMPLATE = "sam.json", "edge.json"
CODE, LAYER = "deployment.zip", "layer-deployment.zip"
"""The files of a release."""

Make = Callable[[Path], None]
"""What writes an archive."""


def main() -> None:
    """Make the release that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stage", choices=STAGES, default="dev")
    parser.add_argument("--architecture", choices=["arm64", "x86_64"], default="arm64")
    parser.add_argument("--into", type=Path, help="the folder of the release")
    options = parser.parse_args()
    stage = STAGES[options.stage]
    package(stage, options.architecture, options.into or ROOT / ".cache" / "release" / stage.name)


def package(stage: Stage, architecture: str, folder: Path) -> None:
    """Write a stage's release into a folder."""
    release(stage, architecture, folder, bundle.code, lambda path: bundle.layer(path, architecture))


def release(stage: Stage, architecture: str, folder: Path, code: Make, layer: Make) -> None:
    """Write a release whose archives are made by these."""
    folder.mkdir(parents=True, exist_ok=True)
    config = CLIFactory(str(ROOT)).create_config_obj(
        stage.name, user_provided_params={"lambda_architecture": architecture}
    )
    with TemporaryDirectory(prefix="waystation-release-") as temporary:
        made = Path(temporary)
        archives = ManagedLayerDeploymentPackager(Archive(made / CODE, code), Archive(made / LAYER, layer))
        _packager(config, stack.template(stage), archives).package_app(config, str(folder), stage.name)
    content = json.dumps(edge.template(stage), indent=2) + "\n"
    (folder / EDGE_TEMPLATE).write_text(content, encoding="utf-8")


class Archive(BaseLambdaDeploymentPackager):
    """What Chalice asks for the archive of the code or of the layer: a file of ours."""

    def __init__(self, path: Path, make: Make) -> None:
        self.path, self.make = path, make

    def create_deployment_package(self, project_dir: str, python_version: str) -> str:  # noqa: ARG002  Chalice asks so
        """Write the archive and return where it is."""
        self.make(self.path)
        return str(self.path)


class Principals(PackageOptions):
    """How AWS's services are called where the stack is: outside of China."""

    def __init__(self) -> None:
        pass

    def service_principal(self, service: str) -> str:
        """Return the principal of a service."""
        return f"{service}.amazonaws.com"


class Merged(TemplatePostProcessor):
    """Merges a template into Chalice's."""

    def __init__(self, ours: dict[str, Any]) -> None:
        super().__init__(OSUtils())
        self._ours = ours

    def process(self, template: dict[str, Any], *_: object) -> None:
        """Change Chalice's template in place, as Chalice expects it."""
        merged = TemplateDeepMerger().merge(self._ours, template)
        template.clear()
        template.update(merged)


def _packager(config: Config, ours: dict[str, Any], archives: ManagedLayerDeploymentPackager) -> AppPackager:
    files = OSUtils()
    steps = [
        InjectDefaults(),
        archives,
        PolicyGenerator(policy_gen=AppPolicyGenerator(osutils=files), osutils=files),
        SwaggerBuilder(swagger_generator=CFNSwaggerGenerator()),
    ]
    return AppPackager(
        SAMTemplateGenerator(config, Principals()),
        ResourceBuilder(ApplicationGraphBuilder(), DependencyBuilder(), BuildStage(steps)),
        CompositePostProcessor([SAMCodeLocationPostProcessor(osutils=files), Merged(ours)]),
        JSONTemplateSerializer(),
        files,
    )


if __name__ == "__main__":
    main()
