// SPDX-License-Identifier: GPL-3.0-or-later
// Writes generated dialogues in IEMOCAP's layout, spoken by espeak-ng (tests/fixtures/DialogueFixture.h): five sessions of two
// voices, with so many dialogues each, of so many turns. With --readers sentences in LibriSpeech's layout instead, so many of
// each of six voices. usage: WriteDialogues FOLDER DIALOGUES TURNS | WriteDialogues --readers FOLDER UTTERANCES
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/fixtures/DialogueFixture.h"

int main(int count, char** words) {
    if (count != 4) {
        std::fprintf(stderr, "usage: WriteDialogues FOLDER DIALOGUES TURNS | WriteDialogues --readers FOLDER UTTERANCES\n");
        return 2;
    }
    if (!fixture::dialogues::canSpeak()) {
        std::fprintf(stderr, "espeak-ng is not there.\n");
        return 1;
    }
    if (std::string_view(words[1]) == "--readers")
        return fixture::dialogues::writeReaders(words[2], std::atoi(words[3]), 1) ? 0 : 1;
    const fixture::dialogues::Size size{std::atoi(words[2]), std::atoi(words[3]), 1};
    return fixture::dialogues::write(words[1], size) ? 0 : 1;
}
