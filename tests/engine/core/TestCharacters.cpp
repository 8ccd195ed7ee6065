// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include "engine/core/Characters.h"
#include "tests/TestSupport.h"

using namespace prososcope;

class TestCharacters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCharacterComesBack() {
        for (unsigned long code = 1; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 61) {
            if (!core::isCharacter(code)) continue;
            std::string text;
            core::appendCharacter(text, static_cast<char32_t>(code));
            std::size_t position = 0;
            const auto read = core::takeCharacter(text, position);
            QVERIFY(read && *read == code && position == text.size());
        }
        QVERIFY(!core::isCharacter(0) && !core::isCharacter(0xD800) && !core::isCharacter(0xDFFF));
        QVERIFY(!core::isCharacter(0x110000) && core::isCharacter(0xD7FF) && core::isCharacter(0xE000));
    }

    void whatIsNoUtf8_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a tail alone") << QByteArray("\x80");
        QTest::newRow("cut off") << QByteArray("\xE2\x82");
        QTest::newRow("written too long") << QByteArray("\xC0\xAF");
        QTest::newRow("three bytes for two") << QByteArray("\xE0\x82\xAC");
        QTest::newRow("half a surrogate") << QByteArray("\xED\xA0\x80");
        QTest::newRow("above Unicode") << QByteArray("\xF4\x90\x80\x80");
        QTest::newRow("a byte of Latin-1") << QByteArray("gr\xFC\xDF", 4);
    }
    void whatIsNoUtf8() {
        QFETCH(QByteArray, bytes);
        const std::string text = bytes.toStdString();
        QVERIFY(!core::isUtf8(text));
        // Byte by byte it can still be read to its end.
        std::size_t position = 0;
        std::size_t unknown = 0;
        while (position < text.size()) unknown += core::nextCharacter(text, position) == 0xFFFD ? 1U : 0U;
        QCOMPARE(position, text.size());
        QVERIFY(unknown > 0);
    }

    void lowerCaseOfManyScripts() {
        QCOMPARE(core::lowerCase("ÀÉÎÕÜŁŻŸΑΩЖЁ 感"), std::string("àéîõüłżÿαωжё 感"));
        QCOMPARE(core::lowerCase("File NAME.WAV"), std::string("file name.wav"));
        QVERIFY(core::isUtf8("größe 感 😀") && core::isUtf8(""));
    }
};

QTEST_GUILESS_MAIN(TestCharacters)
#include "TestCharacters.moc"
