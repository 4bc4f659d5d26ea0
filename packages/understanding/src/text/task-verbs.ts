/** Owns the verbs that people begin a task with. */

const verbs = `accept add adjust agree air analyze announce answer apologize apply appoint approve arrange ask assemble assign attach attend
audit back backup bake balance ban bathe begin bill block blog boil book borrow bring brainstorm browse brush budget build buy calculate call
cancel carry catch celebrate change charge chase chat check choose clean clear climb close code collect commit compare compile complete
compose confirm congratulate connect contact continue convert cook copy cover create cut dance deal debug decide declutter decorate defrost delete
deliver demo deploy deposit descale design destroy develop dig discuss do document donate download draft draw drink drive drop dry dust eat
edit email empty encourage enroll erase escalate estimate exchange exercise expense explore export fax feed fetch file fill finalize find finish fix
flip fold follow format forward freeze fry fund gather get give go grab grade greet grill groom grow handle hang harvest have head hem hide hike
hire hoover host implement import improve inform insert inspect install interview invest invite invoice iron jog join journal keep knit label
launch lay learn leave lend let list listen load lock log look lower mail maintain make manage mark massage measure meditate meet mend merge message
migrate monitor mop mount move mow negotiate notify nudge oil open optimize order organise organize outline pack paint park pay perform phone
photograph pick ping plan plant play polish post postpone pour practice practise pray prepare prep present press print process
proofread prune publish pull pump purchase push put quit raise rake read rebook record recycle redeem redo refactor refill refund register rehearse
release reload remember remind remove renew rent repair repaint replace reply report request research reserve reset resolve respond rest restart
restock return review revise rewrite ring rotate run salt sand save scan schedule scrub seal search sell send serve service set sew shampoo share
sharpen shave shift ship shop shovel shower shred sign sing sit sketch skype sleep sort speak spray stain start steam stock stop store stretch study
submit subscribe sweep swim switch sync take talk teach tell test text thank throw tidy tie train transfer translate trim try tune turn tweet type
unclog unload unpack unsubscribe update upgrade upload use vacuum verify visit vote wait wake walk warm wash watch water wax wean weed weigh
welcome whatsapp wipe withdraw work wrap write zoom`;

export const taskVerbs: ReadonlySet<string> = new Set(verbs.split(/\s+/));

/** "watered", "filed", "mopped": the past of such a verb. What is planned or scheduled is not done. */
export function isPastDeed(word: string): boolean {
  const stem = /^(?<stem>.{2,}?)(?:(?<twin>[bdglmnpt])\k<twin>)?(?<end>ied|ed)$/u.exec(
    word.toLowerCase(),
  )?.groups;
  if (
    stem?.stem === undefined ||
    /^(?:plan|schedul|estimat|delay|block|clos|assign|balanc|organi[sz]|open|us|wait|label)/u.test(
      word.toLowerCase(),
    )
  )
    return false;
  return [
    stem.stem,
    `${stem.stem}e`,
    `${stem.stem}y`,
    `${stem.stem}${stem.twin ?? ''}`,
    `${stem.stem}${stem.twin ?? ''}${stem.twin ?? ''}`,
  ].some((verb) => taskVerbs.has(verb));
}
