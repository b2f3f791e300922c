"""Filters that turn docker-compose.yaml into the stack that a Swarm deploys, and that read the releases kept in the Swarm."""

import base64
import copy
import re

import yaml
from ansible.errors import AnsibleFilterError

# The only form of placeholder in docker-compose.yaml: ${NAME:-default}.
PLACEHOLDER = re.compile(r"\$\{([A-Z_]+):-([^}]*)\}")


def swarm_stack(texts, images, secrets, settings=None, replicas=None, current_replicas=None, constraints=None):
    """Return the complete stack of the given compose files (as texts, later files override earlier ones) as a dictionary.

    images            image of each service, by service name
    secrets           name in the Swarm of each secret, by its name in the file
    settings          values for placeholders; an unknown name raises an error
    replicas          number of replicas, by service name
    current_replicas  number of replicas of a service that `replicas` and `settings` do not set; default as in the file
    constraints       placement constraints, by service name; default as in the file
    """
    settings, replicas, constraints = settings or {}, replicas or {}, constraints or {}
    compose = {}
    for text in texts:
        compose = _merge(compose, yaml.safe_load(text))
    _reject_unknown("setting", settings, {name for text in texts for name, _ in PLACEHOLDER.findall(text)})
    _reject_unknown("service", {**replicas, **constraints}, compose["services"])
    _require_all("image", compose["services"], images)
    _require_all("secret", compose["secrets"], secrets)
    stack = _fill({key: value for key, value in compose.items() if not key.startswith("x-")}, settings)
    # A Swarm cannot change an existing network, so a network that is no longer internal gets another name.
    renamed = {name: name + "-out" for name, network in stack["networks"].items() if (network or {}).get("internal") is False}
    stack["networks"] = {renamed.get(name, name): network for name, network in stack["networks"].items()}
    all_replicas = {**_without_setting(current_replicas or {}, compose["services"], settings), **replicas}
    for name, service in stack["services"].items():
        service.pop("build", None)
        service["image"] = images[name]
        service["networks"] = [renamed.get(network, network) for network in service["networks"]]
        if name in all_replicas:
            service["deploy"]["replicas"] = int(all_replicas[name])
        if name in constraints:
            service["deploy"]["placement"] = {"constraints": list(constraints[name])}
    stack["secrets"] = {name: {"external": True, "name": secrets[name]} for name in stack["secrets"]}
    # Without a version, Docker 20.10 would read the file as compose version 1.
    return {"version": "3.9", **stack}


def _without_setting(current_replicas, services, settings):
    """Return the replicas of the services whose number no setting defines."""
    defined = {
        name for name, service in services.items()
        if any(setting in settings for setting, _ in PLACEHOLDER.findall(str(service["deploy"].get("replicas", ""))))
    }
    return {name: number for name, number in current_replicas.items() if name not in defined}


def _merge(value, override):
    if isinstance(value, dict) and isinstance(override, dict):
        return {**value, **{key: _merge(value[key], item) if key in value else item for key, item in override.items()}}
    return value + override if isinstance(value, list) else override


def _fill(value, settings, is_text=False):
    """Replace the placeholders. The result is parsed as YAML, except in `environment` and `command`, where all values are text."""
    if isinstance(value, dict):
        return {
            key: _fill(item, settings, is_text or key in ("environment", "command")) for key, item in value.items()
        }
    if isinstance(value, list):
        return [_fill(item, settings, is_text) for item in value]
    if not isinstance(value, str):
        return value
    # Docker substitutes variables too: $$ keeps a $ of a setting literal.
    filled = PLACEHOLDER.sub(lambda found: str(settings.get(found[1], found[2])).replace("$", "$$"), value)
    return filled if is_text or filled == value else yaml.safe_load(filled)


def _reject_unknown(kind, given, known):
    for name in sorted(set(given) - set(known)):
        raise AnsibleFilterError(
            "docker-compose.yaml has no %s `%s`: use one of %s." % (kind, name, ", ".join(sorted(known)))
        )


def _require_all(kind, required, given):
    for name in sorted(set(required) - set(given)):
        raise AnsibleFilterError("No %s is given for `%s` of docker-compose.yaml: add it to `%ss`." % (kind, name, kind))


def swarm_images(stack):
    """Return the image of each service of a stack, by service name."""
    return {name: service["image"] for name, service in stack.get("services", {}).items()}


def swarm_releases(configs):
    """Return the releases of the Swarm configs (output of `docker config inspect`), oldest first."""
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
    """Return the release to roll back to, or {} if there is none.

    It is the newest release that differs from the last one in more than passwords and replicas. Both are taken from the last.
    """
    last = releases[-1]["stack"] if releases else {}
    for release in reversed(releases[:-1]):
        stack = _with_current_values(last, release["stack"])
        if stack != last:
            return {**release, "stack": stack}
    return {}


def _with_current_values(last, stack):
    stack = copy.deepcopy(stack)
    for name, service in stack["services"].items():
        replicas = last["services"].get(name, {}).get("deploy", {}).get("replicas")
        if replicas is not None:
            service["deploy"]["replicas"] = replicas
    for name, secret in stack["secrets"].items():
        secret.update(last["secrets"].get(name, {}))
    return stack


class FilterModule:
    def filters(self):
        return {
            "swarm_stack": swarm_stack,
            "swarm_images": swarm_images,
            "swarm_releases": swarm_releases,
            "swarm_previous_release": swarm_previous_release,
        }
