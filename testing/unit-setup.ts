import { failOnConsole } from "./console";
import { testEnvironment } from "./environment";
import { failOnLogs } from "./logs";

Object.assign(process.env, testEnvironment("postgres://user:password@127.0.0.1:1/none"));
failOnConsole();
failOnLogs();
