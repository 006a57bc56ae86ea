export { type SettingsFacts, settingsFacts } from "./page";
