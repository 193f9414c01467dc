/** A file that holds credentials, as a path that a call would name. */
export interface SecretFile {
  readonly path: string;
  /** What it holds, to be read after "which holds". */
  readonly holds: string;
  readonly ground: "workspace" | "home" | "machine";
}

/**
 * Where programs keep credentials, by their own documentation; the most telling first. Templates such as `.env.example` hold none.
 */
export const SECRET_FILES: readonly SecretFile[] = [
  // github.com/motdotla/dotenv: "never commit your .env file".
  { path: ".env", holds: "the project's passwords and tokens", ground: "workspace" },
  { path: ".env.local", holds: "the project's passwords and tokens", ground: "workspace" },
  { path: ".env.production", holds: "the passwords of production", ground: "workspace" },
  // ssh-keygen(1): default names of private keys.
  { path: "~/.ssh/id_ed25519", holds: "a private key", ground: "home" },
  { path: "~/.ssh/id_rsa", holds: "a private key", ground: "home" },
  // docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
  { path: "~/.aws/credentials", holds: "keys of the cloud account", ground: "home" },
  // docs.npmjs.com/cli/configuring-npm/npmrc: `_authToken`.
  { path: "~/.npmrc", holds: "a token that can publish packages", ground: "home" },
  // kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig
  { path: "~/.kube/config", holds: "access to clusters", ground: "home" },
  // docs.docker.com/reference/cli/docker/login: unencrypted unless a credential store is set.
  { path: "~/.docker/config.json", holds: "passwords of registries", ground: "home" },
  // cli.github.com/manual/gh_auth_login: plain text where no credential store is found.
  { path: "~/.config/gh/hosts.yml", holds: "a token of the person", ground: "home" },
  // git-scm.com/docs/git-credential-store
  { path: "~/.git-credentials", holds: "passwords of git hosts", ground: "home" },
  // gnu.org/software/inetutils/manual: The .netrc file.
  { path: "~/.netrc", holds: "passwords of hosts", ground: "home" },
  // packaging.python.org/en/latest/specifications/pypirc
  { path: "~/.pypirc", holds: "a token that can publish packages", ground: "home" },
  // cloud.google.com/docs/authentication/application-default-credentials
  {
    path: "~/.config/gcloud/application_default_credentials.json",
    holds: "keys of the cloud account",
    ground: "home",
  },
  // learn.microsoft.com/cli/azure/msal-based-azure-cli
  { path: "~/.azure/msal_token_cache.json", holds: "tokens of the cloud account", ground: "home" },
  // doc.rust-lang.org/cargo/reference/config.html#credentials
  { path: "~/.cargo/credentials.toml", holds: "a token that can publish packages", ground: "home" },
  // postgresql.org/docs/current/libpq-pgpass.html
  { path: "~/.pgpass", holds: "passwords of databases", ground: "home" },
  // gnupg.org/documentation/manuals/gnupg: GPG Configuration.
  { path: "~/.gnupg/private-keys-v1.d/key.key", holds: "a private key", ground: "home" },
  { path: "~/.bash_history", holds: "whatever was once typed", ground: "home" },
  // shadow(5); proc_pid_environ(5).
  { path: "/etc/shadow", holds: "the password hashes of the machine", ground: "machine" },
  { path: "/proc/self/environ", holds: "the variables the agent runs with", ground: "machine" },
  { path: "/root/.ssh/id_ed25519", holds: "a private key of root", ground: "machine" },
  // kubernetes.io/docs/tasks/run-application/access-api-from-pod
  {
    path: "/var/run/secrets/kubernetes.io/serviceaccount/token",
    holds: "access to the cluster",
    ground: "machine",
  },
  // docs.docker.com/engine/swarm/secrets
  { path: "/run/secrets/database-password", holds: "a password", ground: "machine" },
];

/** Names that say by themselves that a file holds credentials, wherever it stands. */
export const SECRET_NAMES: readonly string[] = [
  ...[".env", ".env.local", ".env.production", ".netrc", ".pypirc", ".git-credentials", ".pgpass"],
  ...["id_ed25519", "id_rsa", "id_ecdsa", "id_dsa"],
  // developer.hashicorp.com/terraform/language/state/sensitive-data; cloud.google.com/iam/docs/keys-create-delete.
  ...["terraform.tfstate", "service-account.json"],
];
