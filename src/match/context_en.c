// Triggers for English interviews: spoken, with contractions written with and
// without their apostrophe.  "I think" is no hedge here: speakers say it before
// nearly everything they are sure of.  "Could" and "would" alone are none
// either ("could scale", "would say"); "would be", "could have" are.
#include "match/context.h"

const ContextLanguage context_en = {
    .language = "en",
    .words =
        {
            [TRIGGER_PSEUDO] =
                "not only|not just|not enough|not nearly enough|*n't enough|"
                "not have enough|*n't have enough|never enough|"
                "not merely|not simply|not solely|not least|"
                "not to mention|not surprising|not surprisingly|"
                "not without|not until|not for nothing|not bad|not unlike|"
                "isn't only|isn't just|wasn't only|wasn't just|aren't only|"
                "aren't just|weren't only|weren't just|don't only|don't just|"
                "doesn't only|doesn't just|didn't only|didn't just|"
                "no doubt|no doubts|no wonder|no question|no secret|"
                "no surprise|no matter|no small|no less|no joke|no longer only|"
                "without doubt|without a doubt|without question|"
                "without exception|nothing but|nothing short of|none other|"
                "never mind|nevertheless|nonetheless|"
                "why not|whether or not|if not|or not|"
                "can't stress enough|cannot stress enough|"
                "can't emphasi?e enough|cannot emphasi?e enough|"
                "can't overstate|cannot overstate|can't overestimate|"
                "cannot overestimate|couldn't agree more|can't help but|"
                "cannot help but|can't help|can't wait|can't deny|"
                "cannot deny|can't ignore|cannot ignore|"
                "can't underestimate|cannot underestimate|"
                "shouldn't underestimate|should not underestimate|"
                "don't underestimate|never underestimate|"
                "don't forget|not forget|never forget|"
                "don't get me wrong|don't worry|don't you|doesn't it|"
                "isn't it|wasn't it|aren't they|isn't that|"
                "weren't they|didn't it|didn't they|won't it|"
                "no,|no.|no!|no -|nope|nah|oh no|no no|no yes|"
                "if it weren't for|if it wasn't for|"
                "if it were not for|if it was not for|were it not for|"
                "if you ask me|if you will|if you like|if i may|"
                "if i remember|if i recall|if i'm honest|if anything|if only "
                "because|as if|see if|ask if|asked if|if you know|"
                "i would say|i'd say|would say|i would like|i'd like|"
                "would like to|would you|what would|"
                "what kind of|some kind of|any kind of|this kind of|"
                "that kind of|these kind of|those kind of|which kind of|"
                "one kind of|another kind of|the kind of|same kind of|"
                "different kind of|new kind of|each kind of|"
                "what sort of|some sort of|any sort of|this sort of|"
                "that sort of|the sort of|same sort of",
            [TRIGGER_STOP] =
                "but|however|although|though|even though|whereas|except|"
                "except for|apart from|aside from|nevertheless|even so|"
                "on the other hand|at the same time|that said|having said that",
            [TRIGGER_STOP_NEGATION] =
                "because|'cause|cause of|so that|so we|so i|so they|so it|"
                "so there|so you|so he|so she|so the|so that's|so now|"
                "and so|and then|and that|and that's|and it|and it's|"
                "and this|and we|and i|and they|and there|and there's|and you|"
                "and he|and she|and now|and also|and of course|"
                "which|while|when|whenever|where|whereby|until|till|after|"
                "before|since|as long as|as soon as|therefore|hence|"
                "instead|rather|yet|still|just|only|and yet|then|otherwise|"
                "understand that|understand why|understand how|understood that|"
                "reali?e that|reali?ed that|reali?e how|recogni?e that|"
                "know that|knew that|know how|forget that|see that|see why|"
                "say why|accept that|admit that|despite|in spite of|due to|"
                "thanks to|in order to",
            [TRIGGER_NEGATION] =
                "no|not|never|none|nobody|no one|no-one|nothing|nowhere|"
                "neither|nor|*n't|cannot|dont|doesnt|didnt|isnt|wasnt|arent|"
                "not yet|*n't yet|"
                "werent|havent|hasnt|hadnt|cant|couldnt|wouldnt|shouldnt|"
                "ain't|zero|no longer|no more|not any|not anymore|not a|not an|"
                "not the|not because|not so|not so much|not a single|"
                "no real|no major|no big|let alone|"
                "no, um|no, uh|no, er|no, like|"
                "no um|no uh|no er|"
                "hardly|hardly any|hardly ever|barely|scarcely|rarely|seldom|"
                "used to be|used to have|used to|no sign of|no evidence of|"
                "no evidence|absence of|free of|free from|devoid of|rid of|"
                "instead of|rather than|as opposed to|far from|"
                "anything but|impossible|unable to|"
                "fail to|fails to|failed to|deny|denies|denied|denying|"
                "refuse to|refuses to|refused to|ruled out|rules out|"
                "rule out|avoid|avoids|avoided|avoiding|prevent|prevents|"
                "prevented|preventing",
            [TRIGGER_NEGATION_SHORT] = "without|without any|w/o|minus",
            [TRIGGER_NEGATION_BOTH] =
                "didn't happen|did not happen|never happened|"
                "hasn't happened|has not happened|haven't happened|"
                "have not happened|won't happen|will not happen|"
                "doesn't happen|does not happen|don't happen|do not happen|"
                "didn't come|did not come|never came|"
                "never materiali?ed|didn't materiali?e|did not materiali?e|"
                "doesn't exist|does not exist|don't exist|do not exist|"
                "didn't exist|did not exist|"
                "isn't there|is not there|wasn't there|was not there|"
                "aren't there|are not there|weren't there|were not there|"
                "isn't the case|is not the case|wasn't the case|"
                "was not the case|isn't so|is not so|"
                "isn't an issue|is not an issue|wasn't an issue|"
                "was not an issue|isn't a problem|is not a problem|"
                "wasn't a problem|was not a problem|no problem|no issue|"
                "isn't the problem|is not the problem|wasn't the problem|"
                "was not the problem|isn't the issue|is not the issue|"
                "wasn't the issue|was not the issue|not one of them|"
                "isn't one of them|is not one of them|wasn't one of them|"
                "was not one of them",
            [TRIGGER_NEGATION_AFTER] =
                "unlikely|is unlikely|was ruled out|is ruled out|"
                "are ruled out|were ruled out|has been ruled out|"
                "have been ruled out|can be ruled out|"
                "is gone|are gone|was gone|were gone|has gone|have gone|"
                "is over|went away|has gone away|have gone away|disappeared|"
                "is solved|was solved|are solved|were solved|"
                "has been solved|have been solved|been resolved|was resolved|"
                "were resolved|is resolved|are resolved|"
                "was overcome|were overcome|been overcome|"
                "is a thing of the past|are a thing of the past",
            [TRIGGER_HEDGE] =
                "might|may|may be|may have|might be|might have|possibly|"
                "probably|presumably|potentially|apparently|"
                "seem to|seems to|seemed to|appears to|appear to|"
                "somewhat|sort of|kind of|a kind of|a sort of|kinda|sorta|"
                "a bit|a little bit|a bit of|slightly|"
                "not sure|not certain|not clear|not so sure|not quite sure|"
                "not really sure|not entirely sure|not necessarily|"
                "not always|not entirely|not completely|not quite|"
                "isn't always|wasn't always|aren't always|weren't always|"
                "don't always|doesn't always|didn't always|"
                "isn't necessarily|doesn't necessarily|don't necessarily|"
                "isn't entirely|don't know|do not know|didn't know|dunno|"
                "don't really know|can't say|cannot say|couldn't say|"
                "can't tell|hard to say|difficult to say|no idea|"
                "can't remember|don't remember|wonder if|wonder whether|"
                "wondering if|wondering whether|"
                "it could be that|in some ways|in a sense|to my knowledge",
            [TRIGGER_HEDGE_BOTH] =
                "maybe|perhaps|i guess|i suppose|i assume|i'd guess|"
                "i would guess|to some extent|to some degree|"
                "to a certain extent|to a certain degree|to an extent|"
                "more or less|or so|in a way|if at all|"
                "as far as i know|as far as i can tell|as far as i remember|"
                "i'm not sure|i am not sure|i don't know|i dunno|"
                "not that i know of|so to speak|as it were",
            [TRIGGER_HYPOTHETICAL] =
                "would be|would've been|would have|would've|would need|"
                "would require|would become|would make|would help|would mean|"
                "would not be|wouldn't be|"
                "could be|could have|could've|could become|"
                "should have|should've|should be|"
                "it'd be|that'd be|there'd be|they'd be|we'd be|we'd need|"
                "we'd have to|we'd have|"
                "might have been|"
                "imagine|suppose|supposing|let's suppose|let's imagine|say if|"
                "wish|i wish|we wish|wished|if only|had we|were we to|"
                "were there|"
                "ideally|in an ideal world|in a perfect world|in theory|"
                "theoretically|hypothetically|in principle|what if|"
                "would love to|dream of|hope for|hoping for",
            [TRIGGER_HYPOTHETICAL_BOTH] =
                "if|unless|in case|in the case that|provided that|"
                "providing that|assuming|assuming that|even if|only if|"
                "as if it were|depending on whether",
        },
    .conjunctions = "and|but|so|because|which|who|while|whereas|since|yet",
    .subjects =
        "it|it's|its|we|we're|we've|we'd|i|i'm|i've|they|they're|they've|"
        "there|there's|that's|that|this|this is|you|you're|he|he's|she|she's|"
        "people|everybody|everyone|what|what's|the|our|my|your|their|his|her|"
        "just|only|actually|then|as",
    .negators = "no|not|never|none|nobody|no one|nothing|neither|nor|*n't|"
                "cannot|dont|doesnt|didnt|isnt|wasnt|cant|couldnt",
};
