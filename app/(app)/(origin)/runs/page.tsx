export { default, metadata } from "@/products/origin/pages/runs/runs-page";
