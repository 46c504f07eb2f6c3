// resolve/resolve.h - codings by rule and people's decisions to codings.
#ifndef RESOLVE_RESOLVE_H
#define RESOLVE_RESOLVE_H

#include "base/diag.h"
#include "model/study.h"

// Finds the quotes of `decision` in `transcript` and sets its spans and the
// revision they hold for.  White space in a quote fits any white space, also
// between captions; apostrophes, quotation marks and hyphens fit their
// typographic forms.  What was said is preferred to labels.  `turn`, where the
// quote begins, and `before` and `after`, which stand directly around it,
// choose where it stands more than once; a new quote that stands more than once
// is the one in the turn of the old.
// Result: false with a finding (O001, O002), no revision, and span.begin NONE
//         where it is not found or not told apart; false without a finding,
//         and nothing changed, for a decision on another text than this.
// Memory: .revision is a view of the transcript's hash.
// Time: O(text + quote).
bool resolve_anchor(Decision *decision, const Transcript *transcript,
                    Diags *diags);

// The codings of one document, appended by begin, end, code.
//
// Hits that are not excluded become codings by rule: one per distinct span and
// code, knowing all its hits.  Then people speak.  What may carry a code are
// the spans that rules coded and those that people added, confirmed, recoded
// or moved it to; an added quote within a span that a rule coded confirms that
// span.  Of each, every coder has one opinion: that of the coder's last
// decision on the code that overlaps it.
//     all for it      confirmed (by rule) or added
//     all against it  removed; it stays in the list
//     they differ     disputed, its status coded or added
// Recoding is against the old code and for the new one on the same spans;
// moving is against what the old quote overlaps and for the new quote.
// Decisions of other documents are passed over; those on another text of this
// document, or whose quote was not found, are not applied.
// Findings: O003 coders differ; O004 decisions on another text, once; O005
//           nothing there to decide on (a confirmed quote is then added); O006.
// Time: O(n log n) in hits, decisions and opinions.
void resolve_document(int32_t index, const Document *document,
                      const Codebook *codebook, const Decisions *decisions,
                      Arena *arena, Codings *codings, Diags *diags);

// The decisions of each document, in the order of the documents; last a further
// group of those about documents that are not there.
Decisions *resolve_groups(const Study *study, Arena *arena);
// Findings: O001 once for each document of that last group.
void resolve_unknown(const Study *study, const Decisions *decisions,
                     Diags *diags);

// Fills the study's codings from its documents and decisions, in order.
// Findings: O001 once for each document that is decided about but not there.
void resolve_study(Study *study, Arena *arena, Diags *diags);

// Takes the memos out of the study's decisions: those on the texts as they are
// now (heads of documents are enough) become its memos, those about documents
// that are not there stay where they are.
// Findings: O004 for those on an older text, once for each document.
// Time: O(n log n) in decisions.
void resolve_memos(Study *study, Arena *arena, Diags *diags);

// Which participants, cases, consents hold: puts what the Register declares and
// what the documents hold together.  `declared` may be NULL.
//
// A document stands for the cases it is assigned to; else for the case that its
// table names; else for those declared for its participants; else for the
// case, declared or implied, that is called as it is.
// A speaker is who the Register casts, else the participant with the label as
// id, else, unless they interview, one implied: called by the label, or
// "DOCUMENT:LABEL" where several documents have an undeclared speaker of that
// label, since they may be different people; where consents are declared, only
// with CONSENT_NAMED, else "DOCUMENT speaker 3".  A label that differs in case
// or blanks from that of somebody who may not be quoted is theirs.  Where
// nothing is declared, speakers with other roles than participant are nobody.
// A participant without cases has those of the documents they speak in.
// Implied participants have the Register's consent where there is one (K002
// says so), else CONSENT_QUOTE.  A label like one that is cast in another
// document has no more than that participant's.
// A document in which a declared speaker is not found becomes unsure; and where
// somebody may not be quoted and a declared document is not there, each that
// is not declared (K010).
// Findings: K004 for documents, K005 for speakers that are declared but not
//           there, K002 once for each implied participant of a declared study.
void resolve_register(Study *study, const Register *declared, Arena *arena,
                      Diags *diags);

// Withholds the turns of a document (with its text) in which the label of
// somebody who may not be quoted stands as labels do: before a colon, bracket,
// bar or dash, or alone on its line, whatever its case and blanks; before a
// colon also one of its words, or nearly that; and, where a further line of the
// turn or a remark in it begins so, what looks like a label of somebody
// unknown.  Captions that
// continue one another are withheld together.
// Findings: K009 for each turn that might have been shown.
// Time: O(text + its colons, brackets … times labels).
void resolve_guard(const Study *study, Document *document, Arena *arena,
                   Diags *diags);

#endif
