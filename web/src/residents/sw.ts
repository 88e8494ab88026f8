import { keepFiles } from "@/shared/worker";

keepFiles({ name: "residents", start: "/", owns: (path) => !/^\/(v1|uploads|docs|_local|staff|gate|check|openapi)\b/.test(path) });
