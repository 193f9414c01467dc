/** Other ways to write a URL of the web. */
export function urlSpellings(url: string): readonly string[] {
  const [, scheme = "", authority = "", rest = ""] =
    /^(https?):\/\/([^/?#@\\]+)([^\\]*)$/i.exec(url) ?? [];
  const [, host = "", port = ""] = /^(\[[^\]]*\]|[^:]+)(:\d+)?$/.exec(authority) ?? [];
  if (host === "") return [];
  const urlOf = (text: string, at = port): string => `${scheme}://${text}${at}${rest}`;
  const standard = scheme.toLowerCase() === "https" ? ":443" : ":80";
  const isName = /[a-z]/i.test(host) && !host.startsWith("[");
  return [
    url.replace(/^https?/i, (text) => text.toUpperCase()),
    `${scheme}:${authority}${rest}`,
    `${scheme}:\\\\${authority}${rest}`,
    ` ${url}`,
    urlOf(`user@${host}`),
    urlOf(`user:word@${host}`),
    urlOf(`example.com%40@${host}`),
    ...(port === "" ? [urlOf(host, standard), urlOf(host, ":")] : []),
    ...(isName ? nameSpellings(host).map((text) => urlOf(text)) : []),
    ...addressSpellings(host).map((text) => urlOf(text)),
  ];
}

function nameSpellings(host: string): readonly string[] {
  const last = host.charAt(host.length - 1);
  return [
    host.toUpperCase(),
    ...(host.endsWith(".") ? [host.slice(0, -1)] : [`${host}.`]),
    // Escaped, split by a tab that is dropped, and in the wide form of the letter.
    `${host.slice(0, -1)}%${last.charCodeAt(0).toString(16)}`,
    `${host.slice(0, 1)}\t${host.slice(1)}`,
    ...(/[a-z]$/i.test(host)
      ? [`${host.slice(0, -1)}${String.fromCharCode(last.charCodeAt(0) + 0xfee0)}`]
      : []),
  ];
}

/** An IPv4 address as one number, in hexadecimal and octal parts, and as IPv6. */
function addressSpellings(host: string): readonly string[] {
  const parts = host.split(".").map(Number);
  const isAddress =
    /^\d{1,3}(\.\d{1,3}){3}$/.test(host) && parts.every((part) => part >= 0 && part < 256);
  if (!isAddress) return [];
  const whole = parts.reduce((sum, part) => sum * 256 + part, 0);
  return [
    String(whole),
    `0x${whole.toString(16)}`,
    parts.map((part) => `0x${part.toString(16)}`).join("."),
    parts.map((part) => `0${part.toString(8)}`).join("."),
    `[::ffff:${host}]`,
  ];
}
