/* Stimulus controller of the meetings' pattern: asks the admin for the meetings and
 * puts them into the stream below, row by row, so that what stays keeps its identity,
 * its comments and its open or closed state. Without it, publishing lays them out. */
(() => {
  const { StimulusModule, wagtail } = window;
  if (!StimulusModule || !wagtail) return;

  const FIELDS = [
    "first_date",
    "start_time",
    "length_minutes",
    "meeting_count",
    "weekdays",
    "skipped_dates",
    "skip_closing_days",
    "time_zone",
    "branch",
  ];
  const MEETINGS = "meetings";
  const PREVIEW_DELAY = 400;
  const LOOK_AGAIN = 100;
  const fieldOf = (name) =>
    [...FIELDS, MEETINGS].find(
      (field) => name === field || name.startsWith(`${field}-`),
    );

  class MeetingPatternController extends StimulusModule.Controller {
    static targets = [
      "button",
      "message",
      "preview",
      "question",
      "summary",
      "tools",
    ];

    static values = { url: String, strings: Object };

    connect() {
      this.form = this.element.closest("form");
      this.shown = [];
      this.previews = 0;
      this.onChange = (event) => this.follow(event);
      this.form.addEventListener("change", this.onChange);
      this.awaitStream();
    }

    /* The stream is built by a script of its own, later than this one; a button that
     * is pressed before would have nowhere to put the meetings. */
    awaitStream() {
      if (this.stream) {
        this.toolsTarget.hidden = false;
        this.timer = setTimeout(() => this.refresh(), PREVIEW_DELAY);
      } else {
        this.waiting = setTimeout(() => this.awaitStream(), LOOK_AGAIN);
      }
    }

    disconnect() {
      this.form.removeEventListener("change", this.onChange);
      clearTimeout(this.timer);
      clearTimeout(this.waiting);
    }

    panel(name) {
      return wagtail.editHandler?.getPanelByName(name) ?? null;
    }

    /* Wagtail throws where a stream has not been built. */
    get stream() {
      try {
        return this.panel(MEETINGS)?.getBoundWidget() ?? null;
      } catch {
        return null;
      }
    }

    /* A change of the pattern shows its dates; what is wrong is said only on asking. */
    follow(event) {
      const field = fieldOf(event.target.name || "");
      if (!field || field === MEETINGS) return;
      if (!this.questionTarget.hidden) this.leave({ quietly: true });
      if (this.shown.includes(field)) this.clearError(field);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.refresh(), PREVIEW_DELAY);
    }

    async refresh() {
      this.previews += 1;
      const number = this.previews;
      const answer = await this.send();
      /* An answer may come after that to a newer question. */
      if (answer && number === this.previews) this.preview(answer);
      this.nameButton();
    }

    preview(answer) {
      this.previewTarget.textContent = answer.preview;
    }

    nameButton() {
      const { layOut, layOutAgain } = this.stringsValue;
      const { length } = this.stream?.children ?? [];
      this.buttonTarget.textContent = length ? layOutAgain : layOut;
    }

    body() {
      const all = new FormData(this.form);
      const body = new FormData();
      body.set("csrfmiddlewaretoken", all.get("csrfmiddlewaretoken") ?? "");
      all.forEach((value, name) => {
        /* Rows that were deleted leave their inputs behind. */
        const row = name.match(/^([a-z_]+-\d+)-/);
        const isDeleted = row && all.get(`${row[1]}-deleted`);
        if (!fieldOf(name) || (isDeleted && !name.endsWith("-deleted"))) return;
        body.append(name, value);
      });
      return body;
    }

    /* Returns the answer and the rows it speaks of, or null where there is none. */
    async send() {
      const before = [...(this.stream?.children ?? [])];
      try {
        const response = await fetch(this.urlValue, {
          method: "POST",
          body: this.body(),
          headers: { "X-Requested-With": "XMLHttpRequest" },
        });
        return response.ok ? { ...(await response.json()), before } : null;
      } catch {
        return null;
      }
    }

    async ask() {
      await this.request(false);
    }

    async confirm() {
      this.questionTarget.hidden = true;
      this.buttonTarget.focus();
      await this.request(true);
    }

    leave({ quietly = false } = {}) {
      this.questionTarget.hidden = true;
      if (quietly !== true) this.buttonTarget.focus();
    }

    async request(isConfirmed) {
      if (this.isAsking) return;
      this.isAsking = true;
      clearTimeout(this.timer);
      this.previews += 1;
      this.say("");
      this.clearErrors();
      const answer = await this.send();
      this.isAsking = false;
      if (!answer || !this.stream) {
        this.say(this.stringsValue.failed);
        return;
      }
      this.preview(answer);
      if (Object.keys(answer.errors).length) this.showErrors(answer.errors);
      else if (!answer.changes) this.say(answer.message);
      else if (answer.has_rows && !isConfirmed) this.putQuestion(answer.summary);
      else this.apply(answer);
    }

    say(words) {
      this.messageTarget.textContent = words;
    }

    putQuestion(sentences) {
      this.summaryTarget.replaceChildren(
        ...sentences.map((sentence) =>
          Object.assign(document.createElement("li"), { textContent: sentence }),
        ),
      );
      this.questionTarget.hidden = false;
      this.questionTarget.focus();
    }

    clearErrors() {
      this.shown.forEach((name) => this.clearError(name));
    }

    clearError(name) {
      this.panel(name)?.setErrorMessage(null);
      this.shown = this.shown.filter((other) => other !== name);
    }

    showErrors(errors) {
      const elsewhere = [];
      Object.entries(errors).forEach(([name, message]) => {
        const panel = this.panel(name);
        if (panel) {
          panel.setErrorMessage(message);
          this.shown.push(name);
        } else {
          elsewhere.push(message);
        }
      });
      this.say([this.stringsValue.wrong, ...elsewhere].join(" "));
      const first = FIELDS.find((name) => this.shown.includes(name));
      if (first) this.focusField(first);
    }

    focusField(name) {
      const wrapper = document.getElementById(
        `${this.panel(name).prefix}-wrapper`,
      );
      wrapper
        ?.querySelector("input:not([type=hidden]), select, textarea, button")
        ?.focus();
    }

    apply({ before, rows, message }) {
      const { stream } = this;
      const { children } = stream;
      const isSame =
        before.length === children.length &&
        before.every((child, index) => child === children[index]);
      if (!isSame) {
        this.say(this.stringsValue.failed);
        return;
      }
      const kept = new Set(rows.map((row) => before[row.source]));
      before.forEach((child) => {
        if (!kept.has(child)) stream.deleteBlock(stream.children.indexOf(child));
      });
      rows.forEach((row, index) => this.place(row, index, before));
      this.say(message);
      this.nameButton();
      /* Wagtail's preview and editors' scripts listen for this event. */
      this.form.dispatchEvent(new Event("change", { bubbles: true }));
    }

    place({ source, id, state }, index, before) {
      const { stream } = this;
      if (source === null) {
        stream.insert({ type: "meeting", value: state, id }, index, {
          collapsed: true,
        });
        return;
      }
      const child = before[source];
      const current = stream.children.indexOf(child);
      if (current !== index) stream.moveBlock(current, index);
      Object.entries(state).forEach(([name, value]) => {
        child.block.childBlocks[name].setState(value);
      });
      const label = child.getTextLabel({ maxLength: 70 });
      if (child.titleElement) child.titleElement.text(label || "");
    }
  }

  wagtail.app.register("lc-meeting-pattern", MeetingPatternController);
})();
