import { text, textIfAny } from "./texts.js";

/** What to tell a person of a failed request: the console's own sentence for the code, else the API's. */
export function problemText(error) {
    if (!error.code) return text("problem.console");
    return textIfAny(`problem.${error.code}`) ?? error.message;
}
