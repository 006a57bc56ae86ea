/** The header in which `proxy.ts` passes the requested path, which a server component can't read otherwise. */
export const pathHeader = "x-gatehouse-path";
