export { named } from "@/shared/names";
