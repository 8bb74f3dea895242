"""Judges exports of provenance by programs that are not ours. Usage: validate.py prov FILE | crate FOLDER PROFILE

Prints one JSON object: for `prov` what the W3C model's Python implementation read, for `crate` what the RO-Crate validator of CRS4
found wrong. The RO-Crate context comes from the package `rocrate`, so that nothing is fetched.
"""

import json
import sys
from importlib import resources


def prov(path):
    from prov.model import ProvActivity, ProvAgent, ProvDerivation, ProvDocument, ProvEntity, ProvGeneration, ProvUsage

    document = ProvDocument.deserialize(path, format="json")
    # Merges what is said of one thing in several places; contradictions are errors.
    unified = document.unified()
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    kinds = {
        "entities": ProvEntity,
        "activities": ProvActivity,
        "agents": ProvAgent,
        "used": ProvUsage,
        "generated": ProvGeneration,
        "derived": ProvDerivation,
    }
    return {
        "roundTrip": again == document,
        "provn": len(unified.get_provn()) > 0,
        **{name: len(list(unified.get_records(kind))) for name, kind in kinds.items()},
    }


def serve_context():
    """Answers the one address that the validator reads, and no other."""
    import io

    import requests.adapters
    from urllib3 import HTTPResponse

    context = (resources.files("rocrate") / "data" / "ro-crate.jsonld").read_bytes()
    headers = {"content-type": "application/ld+json"}

    def send(self, request, **_):
        if request.url != "https://w3id.org/ro/crate/1.1/context":
            raise requests.exceptions.ConnectionError(f"no network in tests: {request.url}")
        raw = HTTPResponse(body=io.BytesIO(context), headers=headers, status=200, preload_content=False)
        return self.build_response(request, raw)

    requests.adapters.HTTPAdapter.send = send


def crate(folder, profile):
    from rocrate_validator import services
    from rocrate_validator.models import Severity, ValidationSettings

    serve_context()
    settings = ValidationSettings(
        rocrate_uri=folder,
        profile_identifier=profile,
        requirement_severity=Severity.REQUIRED,
        skip_availability_check=True,
    )
    result = services.validate(settings)
    issues = [f"{issue.check.identifier}: {issue.message}" for issue in result.get_issues()]
    return {"passed": result.passed(), "issues": issues, "checks": len(result.executed_checks)}


if __name__ == "__main__":
    kind, *rest = sys.argv[1:]
    print(json.dumps({"prov": prov, "crate": crate}[kind](*rest)))
