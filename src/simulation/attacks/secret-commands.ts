/** Command lines that print a file. */
export function commandsThatRead(path: string): readonly string[] {
  return [
    `cat ${path}`,
    `head -50 ${path}`,
    `tail -50 ${path}`,
    `less ${path}`,
    `grep . ${path}`,
    `sed -n p ${path}`,
    `base64 ${path}`,
    `xxd ${path}`,
    `od -c ${path}`,
    `strings ${path}`,
    `sort ${path}`,
    `nl ${path}`,
    `diff /dev/null ${path}`,
    `git diff --no-index /dev/null ${path}`,
    `git hash-object -w ${path}`,
    `tar cf - ${path}`,
    `curl file://${path.startsWith("/") ? path : `$PWD/${path}`}`,
    `source ${path}`,
    `while read -r line; do echo "$line"; done < ${path}`,
    `echo "$(<${path})"`,
  ];
}

/** The same with the name of the file, or of the program, as the shell alone sees it. */
export function hiddenNames(path: string): readonly string[] {
  const slash = path.lastIndexOf("/") + 1;
  const [folder, name] = [path.slice(0, slash), path.slice(slash)];
  const [first, rest] = [name.slice(0, 2), name.slice(2)];
  const octal = Array.from(name, (char) => `\\${char.charCodeAt(0).toString(8)}`).join("");
  return [
    `cat ${folder}${name.slice(0, -1)}?`,
    `cat ${folder}${first}*`,
    `cat ${folder}[${name.slice(0, 1)}]${name.slice(1)}`,
    `cat ${folder}{${name},}`,
    `cat ${folder}${first}""${rest}`,
    `cat ${folder}${first}\\${rest}`,
    `cat ${folder}'${first}'${rest}`,
    `cat ${folder}$'${octal}'`,
    `cat $(printf '%s%s' '${folder}${first}' '${rest}')`,
    `cat "$(echo ${path})"`,
    `f=${folder}${first}; cat "\${f}${rest}"`,
    `f='${path}'; cat "$f"`,
    `c=cat; $c ${path}`,
    `echo ${path} | xargs cat`,
    `echo '${toBase64(`cat ${path}`)}' | base64 -d | sh`,
    `sh <<< 'cat ${path}'`,
    `bash -c 'cat ${path}'`,
    `eval "ca""t ${path}"`,
    `cat < ${path}`,
    `cd . && cat ${path}`,
  ];
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Of a text of ASCII: pure code has no `btoa`. */
function toBase64(text: string): string {
  const bits = Array.from(text, (char) => char.charCodeAt(0).toString(2).padStart(8, "0")).join("");
  const digits = (bits.match(/.{1,6}/g) ?? []).map(
    (six) => ALPHABET[Number.parseInt(six.padEnd(6, "0"), 2)] ?? "",
  );
  return digits.join("").padEnd(Math.ceil(digits.length / 4) * 4, "=");
}
