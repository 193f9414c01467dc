/** Is it an instant by RFC 3339, of a day that there is? */
export function isInstant(text: string): boolean {
  return instantError(text) === undefined;
}

/** Why a text is no instant by RFC 3339; `undefined` where it is one. */
export function instantError(text: string): string | undefined {
  const parts =
    /^(\d{4}-\d\d-\d\d)[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[-+]([01]\d|2[0-3]):[0-5]\d)$/.exec(
      text,
    );
  return parts === null ? `\`${text}\` is not` : dateError(parts[1] ?? "");
}

/** Why a text is no day of the calendar as `YYYY-MM-DD`; `undefined` where it is one. */
export function dateError(text: string): string | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) return `\`${text}\` is not`;
  const [year, month, day] = parts.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  if (month < 1 || month > 12) return `there is no month ${month}`;
  const days = new Date(Date.UTC(year < 100 ? year + 400 : year, month, 0)).getUTCDate();
  return day < 1 || day > days ? `month ${month} of ${year} has ${days} days` : undefined;
}
