/** A place of the web where anybody puts up what they like, or sees what is sent. */
export interface UserContent {
  /** Hosts, or, with a leading dot, whatever stands before them. */
  readonly hosts: readonly string[];
  /** To be read after "where anybody can". */
  readonly what: string;
  /** Whoever made the address sees what is sent to it. */
  readonly receives: boolean;
}

/** By the documentation of each service. A host with the name of one account before it is that account's. */
export const USER_CONTENT: readonly UserContent[] = [
  {
    // docs.webhook.site; docs.requestbin.com; pipedream.com/docs; ngrok.com/docs; developers.cloudflare.com: quick tunnels; theboroer.github.io/localtunnel-www;
    // portswigger.net: Burp Collaborator; github.com/projectdiscovery/interactsh.
    hosts: [
      ...["webhook.site", ".webhook.site", "requestbin.com", ".pipedream.net", ".ngrok.io"],
      ...[".ngrok-free.app", ".ngrok.app", ".ngrok-free.dev", ".trycloudflare.com", ".loca.lt"],
      ...[".burpcollaborator.net", ".oastify.com", ".oast.fun", ".oast.pro", ".interact.sh"],
      ...["requestcatcher.com", ".requestcatcher.com", ".beeceptor.com", "hookb.in", ".serveo.net"],
    ],
    what: "make an address and read what is sent to it",
    receives: true,
  },
  {
    // docs.aws.amazon.com/AmazonS3: virtual hosting; cloud.google.com/storage/docs; learn.microsoft.com/azure/storage/blobs; developers.cloudflare.com/r2;
    // docs.digitalocean.com/products/spaces: the owner of a bucket reads its access log.
    hosts: [
      ...[
        "s3.amazonaws.com",
        ".s3.amazonaws.com",
        "storage.googleapis.com",
        ".blob.core.windows.net",
      ],
      ...[".r2.dev", ".digitaloceanspaces.com", ".backblazeb2.com", ".storage.googleapis.com"],
    ],
    what: "open a bucket and read its log",
    receives: true,
  },
  {
    // Of each provider of hosting: names below its domain are handed out to everybody.
    hosts: [
      ...[
        ".vercel.app",
        ".netlify.app",
        ".pages.dev",
        ".workers.dev",
        ".web.app",
        ".firebaseapp.com",
      ],
      ...[
        ".herokuapp.com",
        ".fly.dev",
        ".onrender.com",
        ".up.railway.app",
        ".glitch.me",
        ".repl.co",
      ],
      ...[".replit.app", ".azurewebsites.net", ".appspot.com", ".run.app", ".cloudfront.net"],
      ...[".lambda-url.us-east-1.on.aws", ".execute-api.us-east-1.amazonaws.com", ".deno.dev"],
    ],
    what: "run a site under this name and see what is sent to it",
    receives: true,
  },
  {
    // docs.github.com: raw files and gists; docs.gitlab.com; pastebin.com/doc_api; 0x0.st; transfer.sh; docs.github.com/pages.
    hosts: [
      ...["gist.github.com", "gist.githubusercontent.com", "raw.githubusercontent.com"],
      ...[".githubusercontent.com", ".github.io", ".gitlab.io", "pastebin.com", "hastebin.com"],
      ...["paste.ee", "dpaste.org", "rentry.co", "ix.io", "0x0.st", "transfer.sh", "file.io"],
      ...[
        "bashupload.com",
        "termbin.com",
        "catbox.moe",
        ".catbox.moe",
        "telegra.ph",
        "sites.google.com",
      ],
      ...["docs.google.com", "drive.google.com", "script.google.com", "codepen.io", "jsfiddle.net"],
    ],
    what: "put up a text, which then gives the agent orders",
    receives: false,
  },
];
