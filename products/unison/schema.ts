export * from "./tables/customization";
export * from "./tables/files";
export * from "./tables/floor";
export * from "./tables/inventory";
export * from "./tables/quality";
export * from "./tables/shift-notes";
