import { row } from "./row.ts";
import type { CommandRow } from "./row.ts";

const CLOUD = "delete what runs in the cloud";
const CLUSTER = "delete what runs in the cluster";
const PUBLISHES = "publish to everyone, which cannot be taken back";
const IMAGES = "delete containers, images and volumes";

/** Command lines that delete, deploy or publish elsewhere; by the documentation of each program. */
export const REMOTE: readonly CommandRow[] = [
  // developer.hashicorp.com/terraform/cli/commands/destroy; opentofu.org; pulumi.com/docs/iac/cli; docs.aws.amazon.com/cdk.
  row("terraform tofu terragrunt", {
    runs: [
      "destroy -auto-approve",
      "apply -destroy -auto-approve",
      "apply -auto-approve",
      "destroy",
      "apply",
      "state rm module.database",
    ],
    tails: [[/^(destroy|apply)( |$)/, "-auto-approve"]],
    pinned: "terraform {plan,validate,fmt} **",
    does: CLOUD,
  }),
  row("pulumi", {
    runs: ["destroy --yes", "destroy", "up --yes"],
    pinned: "pulumi preview",
    does: CLOUD,
  }),
  row("cdk sst serverless sls", {
    runs: ["destroy --force", "remove", "destroy"],
    pinned: "cdk diff",
    does: CLOUD,
  }),
  row("ansible ansible-playbook", {
    runs: ["all -m shell -a reboot", "site.yml"],
    pinned: "ansible-playbook --check site.yml",
    does: CLOUD,
  }),
  // kubernetes.io/docs/reference/kubectl; helm.sh/docs/helm.
  row("kubectl oc", {
    runs: [
      ...[
        "delete namespace production",
        "delete deployment web",
        "drain worker",
        "scale deployment web --replicas=0",
      ],
      ...[
        "apply -f https://example.com/all.yaml",
        "replace --force -f https://example.com/all.yaml",
      ],
      ...["patch deployment web -p '{}'", "rollout undo deployment/web", "cordon worker"],
    ],
    tails: [
      [/^(-n|--namespace|--context) \S+$/, "delete deployment web"],
      [/^delete \w+$/, "web"],
      [/^delete \w+ \S+$/, "--force"],
    ],
    pinned: "kubectl {get,describe,logs} **",
    does: CLUSTER,
  }),
  row("helm", {
    runs: ["uninstall web", "delete web", "rollback web", "upgrade --install web example/web"],
    pinned: "helm {list,status} **",
    does: CLUSTER,
  }),
  // docs.docker.com/reference/cli/docker.
  row("docker podman nerdctl", {
    runs: [
      ...[
        "system prune -af --volumes",
        "system prune",
        "volume rm data",
        "volume prune -f",
        "rm -f web",
        "rmi -f web",
      ],
      ...[
        "image prune -af",
        "container prune -f",
        "compose down -v",
        "kill web",
        "stop web",
        "push example/web",
      ],
    ],
    tails: [
      [/^compose down( |$)/, "-v"],
      [/^system prune( |$)/, "--volumes"],
    ],
    pinned: "docker {ps,logs} **",
    does: IMAGES,
  }),
  row("docker-compose", { runs: ["down -v", "rm -f"], pinned: "docker-compose ps", does: IMAGES }),
  // docs.aws.amazon.com/cli; cloud.google.com/sdk/gcloud/reference; learn.microsoft.com/cli/azure; the manual of each vendor's command line.
  row("aws", {
    runs: [
      "s3 rm s3://backups --recursive",
      "ec2 terminate-instances --instance-ids i-1",
      "s3 sync s3://empty s3://backups --delete",
      "s3api delete-bucket --bucket backups",
      "rds delete-db-instance --db-instance-identifier main",
      "iam create-access-key --user-name root",
      "lambda invoke --function-name pay -",
    ],
    tails: [[/^s3 rm( |$)/, "s3://backups --recursive"]],
    pinned: "aws sts get-caller-identity",
    does: CLOUD,
    severity: "error",
  }),
  row("gcloud", {
    runs: [
      "projects delete production",
      "sql instances delete main",
      "compute instances delete web",
      "storage rm --recursive gs://backups",
    ],
    pinned: "gcloud projects list",
    does: CLOUD,
    severity: "error",
  }),
  row("gsutil", {
    runs: ["rm -r gs://backups", "-m rm -r gs://backups"],
    pinned: "gsutil ls **",
    does: CLOUD,
  }),
  row("az", {
    runs: ["group delete --name production --yes", "vm delete --name web --yes"],
    pinned: "az account show",
    does: CLOUD,
    severity: "error",
  }),
  row("doctl hcloud linode-cli", {
    runs: ["compute droplet delete web --force", "server delete web"],
    pinned: "doctl account get",
    does: CLOUD,
  }),
  row("heroku", {
    runs: ["apps:destroy --confirm web", "pg:reset --confirm web"],
    pinned: "heroku logs **",
    does: CLOUD,
  }),
  row("vercel netlify wrangler railway firebase fly flyctl", {
    runs: [
      ...[
        "remove web --yes",
        "--prod",
        "deploy --prod",
        "env rm SECRET production",
        "sites:delete web",
        "delete web",
        "deploy",
        "down",
      ],
      ...[
        "firestore:delete --all-collections",
        "projects:delete web",
        "apps destroy web",
        "secret put KEY",
      ],
    ],
    pinned: "vercel {ls,logs} **",
    does: "deploy to production, or delete what runs there",
  }),
  // cli.github.com/manual; docs.gitlab.com/editor_extensions/gitlab_cli.
  row("gh", {
    runs: [
      ...[
        "repo delete acme/shop --yes",
        "api -X DELETE /repos/acme/shop",
        "api --method DELETE /repos/acme/shop",
      ],
      ...[
        "api /repos/acme/shop -X DELETE",
        "pr merge 1 --admin",
        "release delete v1.0.0 --yes",
        "secret set KEY -b x",
      ],
      ...[
        "repo create leak --public --source=.",
        "gist create package.json",
        "workflow run deploy.yml",
        "auth token",
      ],
      ...[
        "issue delete 1 --yes",
        "repo edit --visibility public",
        "ssh-key add key.pub",
        "pr create",
        "pr comment 1 -b x",
        "issue comment 1 -b x",
      ],
    ],
    tails: [
      [/^api /, "-X DELETE"],
      [/^pr merge( |$)/, "--admin"],
    ],
    pinned: "gh pr {view,list,diff} **",
    does: "change, delete or publish on the host of the code with the rights of the person",
  }),
  row("glab", {
    runs: ["repo delete acme/shop --yes", "api -X DELETE projects/1", "mr merge 1"],
    pinned: "glab mr list",
    does: "change or delete on the host of the code",
  }),
  // docs.npmjs.com/cli/commands/npm-publish, npm-unpublish; doc.rust-lang.org/cargo; twine.readthedocs.io; guides.rubygems.org.
  row("npm", {
    runs: [
      "publish",
      "unpublish --force shop",
      "publish --access public",
      "deprecate shop old",
      "token create",
    ],
    pinned: "npm run {lint,build}",
    does: PUBLISHES,
  }),
  row("pnpm bun", {
    runs: ["publish", "publish --no-git-checks", "publish -r"],
    pinned: "pnpm run build",
    does: PUBLISHES,
  }),
  row("yarn", { runs: ["npm publish", "publish"], pinned: "yarn run build", does: PUBLISHES }),
  row("cargo", {
    runs: ["publish", "publish --allow-dirty", "yank shop"],
    pinned: "cargo {build,test} **",
    does: PUBLISHES,
  }),
  row("twine", {
    runs: ["upload dist/shop.whl"],
    pinned: "twine check dist/shop.whl",
    does: PUBLISHES,
  }),
  row("poetry uv hatch flit pdm", {
    runs: ["publish", "publish --build", "publish --yes"],
    pinned: "poetry check",
    does: PUBLISHES,
  }),
  row("gem", {
    runs: ["push shop.gem", "yank shop -v 1.0.0"],
    pinned: "gem list",
    does: PUBLISHES,
  }),
  row("mvn", { runs: ["deploy", "release:perform"], pinned: "mvn verify", does: PUBLISHES }),
];
