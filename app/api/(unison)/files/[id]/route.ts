import { forProduct, otherMethods } from "@/lib/api";
import { downloadFile } from "@/products/unison/pages/files/download-route";

export const GET = forProduct("unison", downloadFile);
export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
