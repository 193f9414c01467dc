/** What the programs that build a sandbox get of our environment: where they are. Nothing of it comes inside. */
export const LAUNCH_ENV: Readonly<Record<string, string>> = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
};
