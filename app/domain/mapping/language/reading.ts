import { AppError } from "../../app-error.ts";
import type { Document, DocumentObject } from "../document/value.ts";
import type { ProblemCode } from "../problem.ts";
import { CHARACTERS_PER_STEP, MAX_CANDIDATE_STEPS, MAX_STEPS } from "./limits.ts";

/** A mapping took more steps than a payload of this size can need. */
export class MappingTooExpensive extends AppError {
  override readonly name = "MappingTooExpensive";
  readonly code = "mapping_timeout";
  readonly retryable = false;
}

/** A reason why a value could not be taken, kept until it is clear whether another candidate has it. */
interface Complaint {
  readonly code: ProblemCode;
  readonly detail: string;
}

/** One payload being interpreted: its document, and how much may still be spent on it. */
export class Reading {
  readonly document: Document;
  #steps = 0;
  #candidateSteps = 0;
  #complaints: Complaint[] = [];

  constructor(document: Document) {
    this.document = document;
  }

  /** Begins a candidate: it has steps of its own. */
  beginCandidate(): void {
    this.#candidateSteps = 0;
  }

  spend(steps: number): void {
    this.#steps += steps;
    this.#candidateSteps += steps;
    if (this.#steps > MAX_STEPS || this.#candidateSteps > MAX_CANDIDATE_STEPS) {
      throw new MappingTooExpensive(
        "The mapping needs too many steps for this payload; use narrower paths (no `..`, fewer lists).",
      );
    }
  }

  /** Pays for work that grows with a text; most texts are short and cost nothing beside their step. */
  spendForText(length: number): void {
    this.spend(Math.floor(length / CHARACTERS_PER_STEP));
  }

  complain(code: ProblemCode, detail: string): void {
    if (this.#complaints.length < 20) this.#complaints.push({ code, detail });
  }

  /** The complaints since the last call. */
  takeComplaints(): readonly Complaint[] {
    const taken = this.#complaints;
    if (taken.length > 0) this.#complaints = [];
    return taken;
  }

  isDuplicate(object: DocumentObject, name: string): boolean {
    const { duplicates } = this.document;
    return duplicates.size > 0 && duplicates.get(object)?.has(name) === true;
  }
}
