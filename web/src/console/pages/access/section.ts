import { Grid, Postcard, UserFilled } from "@element-plus/icons-vue";
import type { Section } from "../../sections";

export const access: Section = {
  title: "section.access",
  pages: [
    { path: "/users", name: "users", component: () => import("./UsersPage.vue"), title: "term.menu.staff", permission: "staff.view", icon: UserFilled },
    { path: "/users/:user", name: "user", component: () => import("./UserPage.vue"), title: "user.title", permission: "staff.view", parent: "users" },
    { path: "/roles", name: "roles", component: () => import("./RolesPage.vue"), title: "term.menu.roles", permission: "roles.view", icon: Postcard },
    { path: "/roles/new", name: "role-new", component: () => import("./RolePage.vue"), title: "role.create", permission: "roles.edit", scope: "city", parent: "roles" },
    { path: "/roles/:role", name: "role", component: () => import("./RolePage.vue"), title: "role.title", permission: "roles.view", parent: "roles" },
    { path: "/regions", name: "regions", component: () => import("./RegionsPage.vue"), title: "term.menu.regions", permission: "regions.view", icon: Grid },
  ],
};
