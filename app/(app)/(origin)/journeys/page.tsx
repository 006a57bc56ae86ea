export { default, metadata } from "@/products/origin/pages/journeys/journeys-page";
