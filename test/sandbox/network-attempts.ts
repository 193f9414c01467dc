import type { Keeper } from "./internet.ts";

/** Something that a program inside tries with the proxy. It has succeeded when the script exits with 0. */
export interface NetworkAttempt {
  readonly name: string;
  /** What stops it. */
  readonly keeper: Keeper | "limits";
  readonly script: string;
}

/** Perl for all of them: a line to the relay, a request, a tunnel with a greeting of TLS. */
const PERL = String.raw`
use Socket;
$SIG{ALRM} = sub { exit 1 }; alarm 8; $SIG{PIPE} = "IGNORE";
sub line { socket(my $s, AF_INET, SOCK_STREAM, 0); connect($s, pack_sockaddr_in(3128, inet_aton("127.0.0.1"))) or exit 1; $s }
sub door { socket(my $s, AF_UNIX, SOCK_STREAM, 0); connect($s, pack_sockaddr_un("/run/ambit/proxy")) or exit 1; $s }
sub all { my ($s, $r, $in) = (shift, "", ""); vec($in, fileno($s), 1) = 1; while (select(my $out = $in, undef, undef, 1) && sysread($s, my $b, 4096)) { $r .= $b } $r }
sub ask { my ($text, $s) = (shift, shift || line()); syswrite($s, $text); all($s) }
sub get { my ($url, $host, $s) = @_; ask("GET $url HTTP/1.1\r\nHost: $host\r\nConnection: close\r\n\r\n", $s) }
sub ext { my ($type, $data) = @_; pack("nn/a*", $type, $data) }
sub sni { ext(0, pack("n/a*", join "", map { pack("Cn/a*", 0, $_) } @_)) }
sub hello { my $b = pack("n", 0x0303) . ("r" x 32) . "\0" . pack("n/a*", "\x13\x01") . "\x01\0" . pack("n/a*", join "", @_);
  my $h = "\x01" . substr(pack("N", length $b), 1) . $b; pack("Cnn/a*", 22, 0x0301, $h) }
sub tunnel { my ($to, $first, $s) = (shift, shift, line()); syswrite($s, "CONNECT $to HTTP/1.1\r\nHost: $to\r\n\r\n");
  sysread($s, my $b, 4096); return "" unless $b =~ / 200 /; syswrite($s, $first); sysread($s, my $r, 4096); $r }
`;

/** Succeeds when the words are in what is said to the program. */
const says = (words: string, expression: string): string =>
  `perl -e '${PERL} exit((${expression}) =~ /${words}/ ? 0 : 1)'`;

/** What is allowed, so that the rest fails for its own reasons. */
export const ALLOWED: readonly NetworkAttempt[] = [
  {
    name: "get a page of a granted host",
    keeper: "gate",
    script: says("granted page", `get("http://granted.test/", "granted.test")`),
  },
  {
    name: "get a page with what most programs use",
    keeper: "gate",
    script: "curl -sf http://granted.test/ | grep -q 'granted page'",
  },
  {
    name: "open a tunnel to a granted host",
    keeper: "gate",
    script: says("granted tunnel", `tunnel("granted.test:443", hello(sni("granted.test")))`),
  },
  {
    name: "greet in several parts",
    keeper: "gate",
    script: says(
      "granted tunnel",
      `do { $h = hello(sni("Granted.Test")); $p = substr($h, 5); tunnel("granted.test:443", join "", map { pack("Cnn/a*", 22, 0x0303, $_) } substr($p, 0, 3), substr($p, 3)) }`,
    ),
  },
];

/** All that is tried. */
export const NETWORK_ATTEMPTS: readonly NetworkAttempt[] = [
  // Hosts that nobody granted.
  {
    name: "get a page of a host that is not granted",
    keeper: "gate",
    script: says("evil page", `get("http://evil.test/", "evil.test")`),
  },
  {
    name: "open a tunnel to a host that is not granted",
    keeper: "gate",
    script: says("evil tunnel", `tunnel("evil.test:443", hello(sni("evil.test")))`),
  },
  {
    name: "follow a redirect to a host that is not granted",
    keeper: "gate",
    script: "curl -sfL 'http://granted.test/to?http://evil.test/' | grep -q 'evil page'",
  },
  {
    name: "ask past the relay, at the socket itself",
    keeper: "gate",
    script: says("evil page", `get("http://evil.test/", "evil.test", door())`),
  },
  {
    name: "send a second request after a granted one",
    keeper: "gate",
    script: says(
      "evil page",
      String.raw`ask("GET http://granted.test/ HTTP/1.1\r\nHost: granted.test\r\n\r\nGET http://evil.test/ HTTP/1.1\r\nHost: evil.test\r\n\r\n")`,
    ),
  },
  {
    name: "hide a granted name in that of another host",
    keeper: "gate",
    script: says(
      "evil page|evil tunnel",
      `get("http://granted.test.evil.test/", "granted.test.evil.test")`,
    ),
  },
  {
    name: "hide another host behind a name and a password",
    keeper: "host",
    script: says(
      "evil page|evil tunnel",
      String.raw`get("http://granted.test\@evil.test/", "evil.test")`,
    ),
  },
  {
    name: "hide another host behind a password in a tunnel",
    keeper: "host",
    script: says(
      "evil page|evil tunnel",
      String.raw`tunnel("granted.test:443\@evil.test:443", hello(sni("granted.test")))`,
    ),
  },
  {
    name: "hide another host behind a backslash",
    keeper: "host",
    script: says(
      "evil page|evil tunnel",
      String.raw`get("http://granted.test\\\@evil.test/", "evil.test")`,
    ),
  },
  {
    name: "write a name that others read differently",
    keeper: "host",
    script: says(
      "evil page|evil tunnel",
      `get("http://granted.test%2eevil.test/", "granted.test")`,
    ),
  },
  {
    name: "leave out the host of the address",
    keeper: "host",
    script: says("evil page|evil tunnel", `get("/", "evil.test")`),
  },
  {
    name: "speak of another scheme",
    keeper: "host",
    script: says("granted page", `get("ftp://granted.test/", "granted.test")`),
  },
  // One host outside, another inside.
  {
    name: "name another host in the header",
    keeper: "header",
    script: says("for evil.test", `get("http://granted.test/", "evil.test")`),
  },
  {
    name: "name two hosts in headers",
    keeper: "header",
    script: says(
      "for evil.test",
      String.raw`get("http://granted.test/", "evil.test\r\nHost: granted.test")`,
    ),
  },
  {
    name: "put a header into the address",
    keeper: "header",
    script: says(
      "for evil.test",
      `get("http://granted.test/%0d%0aHost:%20evil.test", "granted.test")`,
    ),
  },
  {
    name: "hide a request in the body of another",
    keeper: "header",
    script: says(
      "smuggled",
      String.raw`ask("GET http://granted.test/ HTTP/1.1\r\nHost: granted.test\r\nTransfer-Encoding: chunked\r\n\r\n35\r\nGET /smuggled HTTP/1.1\r\nHost: evil.test\r\nA: b\r\nC: de\r\n\r\n\r\n0\r\n\r\n")`,
    ),
  },
  {
    name: "give a body two lengths",
    keeper: "header",
    script: says(
      "smuggled",
      String.raw`ask("POST http://granted.test/ HTTP/1.1\r\nHost: granted.test\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: evil.test\r\n\r\n")`,
    ),
  },
  {
    name: "have the length of a body left out",
    keeper: "header",
    script: says(
      "smuggled",
      String.raw`ask("GET http://granted.test/ HTTP/1.1\r\nHost: granted.test\r\nConnection: content-length\r\nContent-Length: 44\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: granted.test\r\n\r\n")`,
    ),
  },
  {
    name: "greet another host in a tunnel",
    keeper: "greeting",
    script: says("granted tunnel", `tunnel("granted.test:443", hello(sni("evil.test")))`),
  },
  {
    name: "greet two hosts in a tunnel",
    keeper: "greeting",
    script: says(
      "granted tunnel",
      `tunnel("granted.test:443", hello(sni("granted.test", "evil.test")))`,
    ),
  },
  {
    name: "greet two hosts, each on its own",
    keeper: "greeting",
    script: says(
      "granted tunnel",
      `tunnel("granted.test:443", hello(sni("granted.test"), sni("evil.test")))`,
    ),
  },
  {
    name: "greet nobody in a tunnel",
    keeper: "greeting",
    script: says("granted tunnel", `tunnel("granted.test:443", hello(ext(43, "x")))`),
  },
  {
    name: "hide whom it greets",
    keeper: "greeting",
    script: says(
      "granted tunnel",
      `tunnel("granted.test:443", hello(sni("granted.test"), ext(0xfe0d, "x")))`,
    ),
  },
  {
    name: "speak something else in a tunnel",
    keeper: "greeting",
    script: says("granted tunnel", String.raw`tunnel("granted.test:443", "SSH-2.0-x\r\n")`),
  },
  {
    name: "speak HTTP for another host in a tunnel",
    keeper: "greeting",
    script: says(
      "granted tunnel",
      String.raw`tunnel("granted.test:443", "GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n")`,
    ),
  },
  // Other ports.
  {
    name: "open a tunnel to another port",
    keeper: "port",
    script: says("another port", `tunnel("granted.test:22", hello(sni("granted.test")))`),
  },
  {
    name: "get a page of another port",
    keeper: "port",
    script: says("another port", `get("http://granted.test:8080/", "granted.test")`),
  },
  {
    name: "open a tunnel to the port of plain pages",
    keeper: "port",
    script: says("page|Bad Request", `tunnel("granted.test:80", hello(sni("granted.test")))`),
  },
  // Names that lead inside.
  {
    name: "reach this machine by a granted name",
    keeper: "address",
    script: says("inner page", `get("http://inner.test/", "inner.test")`),
  },
  {
    name: "open a tunnel to this machine by a granted name",
    keeper: "address",
    script: says("inner tunnel", `tunnel("inner.test:443", hello(sni("inner.test")))`),
  },
  {
    name: "reach the metadata of a cloud by a granted name",
    keeper: "address",
    script: says("inner page", `get("http://metadata.test/", "metadata.test")`),
  },
  {
    name: "reach a private address written as IPv6",
    keeper: "address",
    script: says("inner page", `get("http://mapped.test/", "mapped.test")`),
  },
  {
    name: "reach a private address by a translated one",
    keeper: "address",
    script: says("inner page", `get("http://nat64.test/", "nat64.test")`),
  },
  {
    name: "reach a private address of IPv6",
    keeper: "address",
    script: says("inner page", `get("http://private6.test/", "private6.test")`),
  },
  {
    name: "hide a private address among public ones",
    keeper: "address",
    script: says("page", `get("http://mixed.test/", "mixed.test")`),
  },
  {
    name: "have a name lead inside the second time",
    keeper: "address",
    script: says(
      "inner page",
      `get("http://rebind.test/", "rebind.test") . get("http://rebind.test/", "rebind.test")`,
    ),
  },
  // Addresses in place of names.
  {
    name: "reach a granted address without a name",
    keeper: "host",
    script: says("evil page", `get("http://9.9.9.9/", "9.9.9.9")`),
  },
  ...[
    ["a number", "2130706433"],
    ["octal numbers", "0177.0.0.1"],
    ["hexadecimal numbers", "0x7f.0.0.1"],
    ["few numbers", "127.1"],
    ["numbers", "127.0.0.1"],
    ["IPv6", "[::1]"],
    ["a mapped address", "[::ffff:127.0.0.1]"],
    ["the address of all", "0.0.0.0"],
    ["the metadata of a cloud", "169.254.169.254"],
  ].map(([words = "", host = ""]): NetworkAttempt => ({
    name: `reach this machine by ${words}`,
    keeper: "host",
    script: says(
      "inner",
      `get("http://${host}/", "${host}") . tunnel("${host}:443", hello(sni("x")))`,
    ),
  })),
  // More than its share.
  {
    name: "keep very many connections open",
    keeper: "limits",
    script: `perl -e '${PERL} for (1 .. 200) { my $s = line(); syswrite($s, "CONNECT granted.test:443 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n"); vec($w, fileno($s), 1) = 1; $s{fileno $s} = $s; } sleep 1; for my $s (values %s) { vec($r = "", fileno($s), 1) = 1; select($r, undef, undef, 0.01) and sysread($s, my $b, 99) and $n++ } exit($n > 64 ? 0 : 1)'`,
  },
];
