export { type SettingsFacts, settingsFacts } from "./page";
export { type SetUpFacts, setUpFacts } from "./set-up";
