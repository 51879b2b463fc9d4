/// All texts that a person sees, a file for each screen.
///
/// English. Another language is one more column of the same rows.
package enum Phrases {}
