export { default, generateMetadata } from "@/products/unison/pages/plants/plant-page";
