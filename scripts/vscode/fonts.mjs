import { writeFileSync } from "node:fs";
import path from "node:path";

/** The workbench asks for `system-ui` and `monospace`; this says what they are. */
const CONFIGURATION = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <match target="pattern">
    <test name="family"><string>system-ui</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Inter</string></edit>
  </match>
  <match target="pattern">
    <test name="family"><string>sans-serif</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Inter</string></edit>
  </match>
  <match target="pattern">
    <test name="family"><string>monospace</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>DejaVu Sans Mono</string></edit>
  </match>
</fontconfig>
`;

/**
 * Writes a font configuration that makes pictures look the same on every machine.
 *
 * @param {string} dir
 */
export function writeFontConfiguration(dir) {
  const file = path.join(dir, "fonts.conf");
  writeFileSync(file, CONFIGURATION);
  return file;
}
