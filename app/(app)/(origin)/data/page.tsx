export { default, metadata } from "@/products/origin/pages/data/data-page";
