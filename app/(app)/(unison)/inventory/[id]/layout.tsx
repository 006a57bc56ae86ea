export { MaterialLayout as default } from "@/products/unison/pages/found-layout";
