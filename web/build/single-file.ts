import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/**
 * Puts scripts and styles into the page itself, under a content security policy that admits exactly these by hash, and
 * lets the page fetch from its own origin only.
 */
export function singleFile(): Plugin {
  return {
    name: "single-file",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const hashes = { script: [] as string[], style: [] as string[] };
      for (const page of Object.values(bundle)) {
        if (page.type !== "asset" || !page.fileName.endsWith(".html")) continue;
        let html = String(page.source);
        for (const [name, file] of Object.entries(bundle)) {
          const kind = name.endsWith(".js") ? "script" : name.endsWith(".css") ? "style" : null;
          if (!kind) continue;
          const content = `\n${(file.type === "chunk" ? file.code : String(file.source)).trim().replaceAll("</script", "<\\/script")}\n`;
          hashes[kind].push(`'sha256-${createHash("sha256").update(content).digest("base64")}'`);
          const tag = kind === "script" ? `<script type="module">${content}</script>` : `<style>${content}</style>`;
          const reference = new RegExp(`\\s*<(?:script|link)[^>]*${name.replace(/[.]/g, "\\.")}[^>]*>(?:</script>)?`);
          html = html.replace(reference, "").replace(kind === "script" ? "</body>" : "</head>", () => `${tag}\n</${kind === "script" ? "body" : "head"}>`);
          delete bundle[name];
        }
        const policy = `default-src 'none'; script-src ${hashes.script.join(" ")}; style-src ${hashes.style.join(" ")}; connect-src 'self'; base-uri 'none'; form-action 'none'`;
        page.source = html.replace(/(<meta charset[^>]*>)/, `$1\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`);
      }
    },
  };
}
