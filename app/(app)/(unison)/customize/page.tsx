export { default, metadata } from "@/products/unison/pages/customize/customize-page";
