/** A template that is being edited. It tells `changed` after each change, and `inHand` when another rule is in hand. */
export class TemplateDraft extends EventTarget {
    /** The number of the rule that a drawn region belongs to; null for none. */
    inHand = null;

    /** @param {Object} template As the API gives it. What the form does not show stays as it is. */
    constructor(template) {
        super();
        this.template = template;
        this.rules = template.extractionRules.fields;
    }

    /** Changes members of a rule; those with null or an empty text are taken away. */
    change(number, members) {
        const rule = this.rules[number];
        for (const [name, value] of Object.entries(members)) {
            if (value === null || value === "" || value === undefined) delete rule[name];
            else rule[name] = value;
        }
        this.#tell("changed");
    }

    add() {
        this.rules.push({ name: "", type: "text", required: false });
        this.hold(this.rules.length - 1);
        this.#tell("changed");
    }

    remove(number) {
        this.rules.splice(number, 1);
        this.inHand = null;
        this.#tell("changed");
    }

    hold(number) {
        this.inHand = number;
        this.#tell("inHand");
    }

    /** Takes what the form beside the rules has. */
    take(template) {
        this.template = { ...template, extractionRules: { ...template.extractionRules, fields: this.rules } };
        this.#tell("changed");
    }

    #tell(event) { this.dispatchEvent(new Event(event)); }
}

/** What a new template begins with. */
export const newTemplate = () => ({
    name: "", documentType: "invoice", ocrEngine: "tesseract", extractionRules: { fields: [] }, isActive: true, isDefault: false,
    postprocessingSettings: { confidenceThreshold: 0.8 },
});
