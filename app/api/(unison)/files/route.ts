import { forProduct, otherMethods } from "@/lib/api";
import { uploadFile } from "@/products/unison/pages/files/upload-route";

export const POST = forProduct("unison", uploadFile);
export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
