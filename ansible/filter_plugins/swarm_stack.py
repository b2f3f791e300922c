"""Makes of docker-compose.yaml what a Swarm is told, whole, with nothing left to fill in."""

import base64
import copy
import re

import yaml
from ansible.errors import AnsibleFilterError

# The one form in which docker-compose.yaml leaves something open: ${NAME:-default}.
OPEN = re.compile(r"\$\{([A-Z_]+):-([^}]*)\}")


def swarm_stack(texts, images, secrets, settings=None, replicas=None, kept=None, constraints=None):
    """The stack that compose files (their texts) describe, each adding to the one before, as a dictionary.

    images       what each service runs, by its name
    secrets      what the Swarm calls each secret, by its name in the file
    settings     values for ${NAME:-default}; one that the file does not know is an error
    replicas     how many of a service there shall be, by its name
    kept         how many there shall be of one of which neither that nor a setting tells; else as in the file
    constraints  where a service may run, by its name; else as in the file
    """
    settings, replicas, kept, constraints = settings or {}, replicas or {}, kept or {}, constraints or {}
    compose = {}
    for text in texts:
        compose = _added(compose, yaml.safe_load(text))
    _refuse_unknown("setting", settings, {name for text in texts for name, _ in OPEN.findall(text)})
    _refuse_unknown("service", {**replicas, **constraints}, compose["services"])
    _refuse_missing("image", compose["services"], images)
    _refuse_missing("secret", compose["secrets"], secrets)
    stack = _filled({key: value for key, value in compose.items() if not key.startswith("x-")}, settings)
    # A Swarm cannot change a network that it has: one that now leads outside is another one.
    opened = {name: name + "-out" for name, network in stack["networks"].items() if (network or {}).get("internal") is False}
    stack["networks"] = {opened.get(name, name): network for name, network in stack["networks"].items()}
    numbers = {**_kept(kept, compose["services"], settings), **replicas}
    for name, service in stack["services"].items():
        service.pop("build", None)
        service["image"] = images[name]
        service["networks"] = [opened.get(network, network) for network in service["networks"]]
        if name in numbers:
            service["deploy"]["replicas"] = int(numbers[name])
        if name in constraints:
            service["deploy"]["placement"] = {"constraints": list(constraints[name])}
    stack["secrets"] = {name: {"external": True, "name": secrets[name]} for name in stack["secrets"]}
    # Without a version, Docker 20.10 would take it for a file of the first kind.
    return {"version": "3.9", **stack}


def _kept(numbers, services, settings):
    """Those of which no setting tells."""
    told = {
        name for name, service in services.items()
        if any(setting in settings for setting, _ in OPEN.findall(str(service["deploy"].get("replicas", ""))))
    }
    return {name: number for name, number in numbers.items() if name not in told}


def _added(value, more):
    if isinstance(value, dict) and isinstance(more, dict):
        return {**value, **{key: _added(value[key], one) if key in value else one for key, one in more.items()}}
    return value + more if isinstance(value, list) else more


def _filled(value, settings, is_text=False):
    """What is open is filled in. It is typed as if it had been written there, but in the environment, where all is text."""
    if isinstance(value, dict):
        return {
            key: _filled(one, settings, is_text or key in ("environment", "command")) for key, one in value.items()
        }
    if isinstance(value, list):
        return [_filled(one, settings, is_text) for one in value]
    if not isinstance(value, str):
        return value
    # What a setting says is said to Docker as it is: a $ of it begins no variable.
    filled = OPEN.sub(lambda found: str(settings.get(found[1], found[2])).replace("$", "$$"), value)
    return filled if is_text or filled == value else yaml.safe_load(filled)


def _refuse_unknown(what, given, known):
    for name in sorted(set(given) - set(known)):
        raise AnsibleFilterError("docker-compose.yaml has no %s %s." % (what, name))


def _refuse_missing(what, wanted, given):
    for name in sorted(set(wanted) - set(given)):
        raise AnsibleFilterError("There is no %s for %s of docker-compose.yaml." % (what, name))


def swarm_images(stack):
    """The image of each service of a stack, by the service's name."""
    return {name: service["image"] for name, service in stack.get("services", {}).items()}


def swarm_releases(configs):
    """The releases that the Swarm's configs (as `docker config inspect` describes them) remember, the oldest first."""
    specs = sorted((config["Spec"] for config in configs), key=lambda spec: spec["Name"])
    return [
        {
            "name": spec["Name"],
            "version": spec["Labels"]["quartet.version"],
            "stack": yaml.safe_load(base64.b64decode(spec["Data"])),
        }
        for spec in specs
    ]


def swarm_previous_release(releases):
    """The release to go back to from the newest one, which is no other where only passwords or replicas have changed.

    It has the passwords and the replicas of the newest; where there is none it is empty.
    """
    newest = releases[-1]["stack"] if releases else {}
    for release in reversed(releases[:-1]):
        stack = _with_numbers_of(newest, release["stack"])
        if stack != newest:
            return {**release, "stack": stack}
    return {}


def _with_numbers_of(newest, stack):
    stack = copy.deepcopy(stack)
    for name, service in stack["services"].items():
        replicas = newest["services"].get(name, {}).get("deploy", {}).get("replicas")
        if replicas is not None:
            service["deploy"]["replicas"] = replicas
    for name, secret in stack["secrets"].items():
        secret.update(newest["secrets"].get(name, {}))
    return stack


class FilterModule:
    def filters(self):
        return {
            "swarm_stack": swarm_stack,
            "swarm_images": swarm_images,
            "swarm_releases": swarm_releases,
            "swarm_previous_release": swarm_previous_release,
        }
