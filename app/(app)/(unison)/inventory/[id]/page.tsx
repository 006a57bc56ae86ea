export { default, generateMetadata } from "@/products/unison/pages/inventory/material-page";
