export { PlantLayout as default } from "@/products/unison/pages/found-layout";
