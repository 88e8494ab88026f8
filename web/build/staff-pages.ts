import type { Connect, Plugin } from "vite";

/** Answers `/staff` and all below it with the console's page while developing, as the servers do with the built one. */
export function staffPages(): Plugin {
  const answer: Connect.NextHandleFunction = (request, _response, next) => {
    if (/^\/staff(\/|\?|$)/.test(request.url ?? "")) request.url = "/console.html";
    next();
  };
  return {
    name: "staff-pages",
    configureServer: ({ middlewares }) => void middlewares.use(answer),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(answer),
  };
}
