import { elevatedCommand } from "../../src/rules/elevated-command.ts";
import { check, checkGrants } from "../support/check.ts";

checkGrants(
  elevatedCommand,
  {
    "sudo **": "sudo reboot",
    "docker **": "docker run -v /:/host alpine",
    "docker run --rm **": "docker run --rm -v /:/host alpine",
    "docker exec web **": "docker exec web sh",
    "kubectl exec web -- **": "kubectl exec web -- sh",
    "ssh **": "ssh deploy@build.example.com reboot",
    "ssh deploy@example.com **": "ssh deploy@example.com reboot",
    "su **": "su -c 'git push --force'",
    "podman compose run **": "podman compose run -v /:/host web sh",
    "docker ps **": undefined,
    "docker exec web nginx -t": undefined,
    "kubectl get **": undefined,
    "ssh -V": undefined,
    sudo: undefined,
    "docker run --rm node:22 **": undefined,
  },
  (command) => `rules: [{ allow: shell, command: "${command}" }]`,
);

check(
  elevatedCommand,
  "a deny that covers it, an ask, and an exception",
  `
rules:
  - { allow: shell, command: "sudo **" }
  - { deny: shell, command: "sudo" }
  - { ask: shell, command: "docker **" }
  - { allow: shell, command: "kubectl exec **", except: { command: "kubectl exec **" } }
`,
);
