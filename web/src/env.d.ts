/// <reference types="vite/client" />

// Made by build/messages.ts; there is no such file.
declare module "*/zh-Hant.json" {
  const content: object;
  export default content;
}
