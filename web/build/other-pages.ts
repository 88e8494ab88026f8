import type { Connect, Plugin } from "vite";

/** Sites beside the residents' own, by where they are served. */
const PAGES: readonly [RegExp, string][] = [
  [/^\/staff(\/|\?|$)/, "/console.html"],
  [/^\/gate(\/|\?|$)/, "/gate.html"],
];

/** Answers the addresses of the other sites with their pages while developing, as the servers do with the built ones. */
export function otherPages(): Plugin {
  const answer: Connect.NextHandleFunction = (request, _response, next) => {
    const page = PAGES.find(([address]) => address.test(request.url ?? ""));
    if (page) request.url = page[1];
    next();
  };
  return {
    name: "other-pages",
    configureServer: ({ middlewares }) => void middlewares.use(answer),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(answer),
  };
}
