import { z } from "zod";
import { roleNames } from "./roles";

export const roleSchema = z.enum(roleNames);
