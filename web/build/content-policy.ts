import type { Plugin } from "vite";

const RULES = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/**
 * Puts the content security policy into built pages: no host but our own. The development server needs more. `wasm` lets
 * the site compile WebAssembly of our own host, as reading QR codes takes.
 */
export function contentPolicy(wasm: boolean): Plugin {
  const policy = [...RULES, `script-src 'self'${wasm ? " 'wasm-unsafe-eval'" : ""}`].join("; ");
  return {
    name: "content-policy",
    apply: "build",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy }, injectTo: "head-prepend" },
    ],
  };
}
