export { default, metadata } from "@/products/unison/pages/plants/plant-page";
