import { keepFiles } from "@/shared/worker";

keepFiles({ name: "gate", start: "/gate", owns: (path) => /^\/gate(\/|$)/.test(path) });
