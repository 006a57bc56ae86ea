export { default, metadata } from "@/products/unison/pages/plants/plants-page";
